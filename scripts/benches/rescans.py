"""The ways in which a film may be scanned again; seeded. `differences.py` has the films that only look like it."""

import cv2
import numpy as np


def levels(picture):
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def moved(picture, degrees=0.0, right=0.0, down=0.0, ground=0):
    height, width = picture.shape
    place = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1)
    place[:, 2] += right * width, down * height
    return cv2.warpAffine(
        picture, place, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=ground)


def jpeg(picture, _):
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 75])[1], 0)


def noise(picture, random):
    return levels(picture + random.normal(0, random.uniform(2, 5), picture.shape))


def gamma(picture, random):
    power = random.choice([0.6, 1.6]) if random.random() < 0.5 else random.uniform(0.6, 1.6)
    return levels(255 * (picture / 255.0) ** power)


def window(picture, random):
    low, high = np.percentile(picture, [random.uniform(1, 8), random.uniform(92, 99)])
    return levels((picture.astype(np.float32) - low) * 255 / max(high - low, 1))


def turned(quarters):
    return lambda picture, _: np.ascontiguousarray(np.rot90(picture, quarters))


def ground(random):
    return int(random.choice([0, 255]))


def shift(picture, random):
    return moved(picture, right=random.uniform(-0.03, 0.03), down=random.uniform(-0.03, 0.03), ground=ground(random))


def turn(picture, random):
    return moved(picture, degrees=random.uniform(-5, 5), ground=ground(random))


def crop(picture, random):
    height, width = picture.shape
    top, bottom, left, right = (random.uniform(0, 0.03, 4) * [height, height, width, width]).astype(int)
    return np.ascontiguousarray(picture[top:height - bottom, left:width - right])


def border(picture, random):
    height, width = picture.shape
    sides = (random.uniform(0.005, 0.04, 4) * [height, height, width, width]).astype(int)
    return cv2.copyMakeBorder(picture, *(int(side) for side in sides), cv2.BORDER_CONSTANT, value=255)


def scale(picture, random):
    factor = random.uniform(0.97, 1.03)
    kind = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=kind)


def other_dpi(picture, random):
    factor = random.choice([random.uniform(0.6, 0.95), random.uniform(1.05, 1.5)])
    kind = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=kind)


def strips(level):
    """A wide strip of the lid or of the holder beside the film, on one side or two."""
    def change(picture, random):
        height, width = picture.shape
        sides = [0, 0, 0, 0]
        for side in random.choice(4, random.integers(1, 3), replace=False):
            sides[side] = int(random.uniform(0.05, 0.18) * (height if side < 2 else width))
        return cv2.copyMakeBorder(picture, *sides, cv2.BORDER_CONSTANT, value=level)
    return change


def hidden_label(picture, random):
    """A patient's label covered with a patch near a corner."""
    picture = picture.copy()
    height, width = picture.shape
    tall, wide = int(random.uniform(0.03, 0.08) * height), int(random.uniform(0.08, 0.2) * width)
    top = int(random.uniform(0.01, 0.04) * height)
    left = int(random.uniform(0.01, 0.04) * width)
    if random.random() < 0.5:
        top = height - top - tall
    if random.random() < 0.5:
        left = width - left - wide
    picture[top:top + tall, left:left + wide] = random.choice([0, 255])
    return picture


def dust(picture, random):
    """Specks and a few hairs on the glass: less than a thousandth of the side thick."""
    height, width = picture.shape
    finer = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    size = max(height, width) * 2
    for _ in range(random.integers(20, 120)):
        place = (int(random.uniform(0, 2 * width)), int(random.uniform(0, 2 * height)))
        cv2.circle(finer, place, max(1, int(random.uniform(0.0002, 0.001) * size)), int(random.choice([10, 245])), -1)
    for _ in range(random.integers(0, 4)):
        x, y = random.uniform(0, 2 * width), random.uniform(0, 2 * height)
        steps = np.cumsum(np.cumsum(random.normal(0, 0.4, (40, 2)), axis=0), axis=0)
        hair = np.array([x, y]) + steps * size / 6000
        cv2.polylines(finer, [hair.astype(np.int32)], False, 235, 1, cv2.LINE_AA)
    return cv2.resize(finer, (width, height), interpolation=cv2.INTER_AREA)


def banding(picture, random):
    """Lines of the scanner that are a little brighter or darker than others, along one side."""
    height, width = picture.shape
    count = height if random.random() < 0.5 else width
    gains = 1 + random.uniform(0.005, 0.02) * np.sin(
        np.arange(count) * 2 * np.pi / random.uniform(6, 60) + random.uniform(0, 6)) + random.normal(0, 0.004, count)
    return levels(picture * (gains[:, None] if count == height else gains[None, :]))


def density_curve(picture, random):
    """Another scanner's answer to density: a smooth curve, and lamps that shine less at the edges."""
    height, width = picture.shape
    share = picture / 255.0
    bend = random.uniform(-0.9, 0.9)
    steepness = random.uniform(0.5, 4)
    curve = (np.tanh(steepness * (share - 0.5)) / np.tanh(steepness / 2) + 1) / 2
    curve = curve + bend * curve * (1 - curve) * 0.5
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    return levels(255 * curve * (1 - random.uniform(0, 0.12) * (x ** 2 + y ** 2) / 2))


KINDS = {
    "JPEG 75": jpeg,
    "noise": noise,
    "gamma": gamma,
    "window": window,
    "turn 90°": turned(1),
    "turn 180°": turned(2),
    "turn 270°": turned(3),
    "mirror": lambda picture, _: np.ascontiguousarray(picture[:, ::-1]),
    "invert": lambda picture, _: 255 - picture,
    "shift 3 %": shift,
    "turn ±5°": turn,
    "crop 3 %": crop,
    "border 4 %": border,
    "scale ±3 %": scale,
    "other dpi": other_dpi,
    "white strips": strips(255),
    "black strips": strips(0),
    "hidden label": hidden_label,
    "dust": dust,
    "banding": banding,
    "density curve": density_curve,
    "half": lambda picture, _: cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
}


# Where pixels lie beside those of the first scan, so that its resolution is another one.
SCALES = {"other dpi", "scale ±3 %", "half"}


def three(random):
    """Names of three kinds, with one quarter turn at most."""
    while True:
        names = list(random.choice(list(KINDS), 3, replace=False))
        if sum(name in ("turn 90°", "turn 180°", "turn 270°") for name in names) <= 1:
            return names


def rescan(picture, names, random):
    """The picture scanned again, and how many of its pixels lie on one of the first scan's."""
    factor = 1.0
    for name in names:
        before = picture.shape
        picture = KINDS[name](picture, random)
        if name in SCALES:
            factor *= picture.shape[0] / before[0]
    return picture, factor
