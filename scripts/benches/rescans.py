"""The ways in which a film may be scanned again, and second exposures that only look like it; seeded."""

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
    "half": lambda picture, _: cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
}


def three(random):
    """Names of three kinds, with one quarter turn at most."""
    while True:
        names = list(random.choice(list(KINDS), 3, replace=False))
        if sum(name in ("turn 90°", "turn 180°", "turn 270°") for name in names) <= 1:
            return names


def rescan(picture, names, random):
    for name in names:
        picture = KINDS[name](picture, random)
    return picture


def exposure(picture, amount, random):
    """Another exposure of the same patient, imitated: everything moves smoothly by `amount` of the long side,
    root mean square; then noise and gamma."""
    height, width = picture.shape
    fields = [
        cv2.resize(random.normal(0, 1, (6, 6)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        for _ in "xy"]
    length = np.sqrt((fields[0] ** 2 + fields[1] ** 2).mean())
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    factor = amount * max(height, width) / length
    picture = cv2.remap(
        picture, across + fields[0] * factor, down + fields[1] * factor, cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE)
    return gamma(noise(picture, random), random)
