"""Films that look like another one but are not the same sheet: the difference is local, or everything moved a
little. Each answers both films; seeded."""

import cv2
import numpy as np

from rescans import gamma, levels, moved, noise


def places(picture):
    height, width = picture.shape
    return np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))


def warped(picture, right, down):
    across, along = places(picture)
    return cv2.remap(
        picture, across + right.astype(np.float32), along + down.astype(np.float32), cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE)


def exposure(amount):
    """Another exposure of the same patient: everything moves smoothly by `amount` of the long side, root mean
    square."""
    def change(picture, random):
        height, width = picture.shape
        # The coarser the lattice, the nearer the movement is to a shift and a turn.
        side = int(random.integers(3, 7))
        fields = [
            cv2.resize(random.normal(0, 1, (side, side)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
            for _ in "xy"]
        length = np.sqrt((fields[0] ** 2 + fields[1] ** 2).mean())
        factor = amount * max(height, width) / length
        return picture, warped(picture, fields[0] * factor, fields[1] * factor)
    return change


def moved_part(picture, random):
    """A finger moved: a part of 8 to 15 % of the side, by 0.7 to 2 %, where there is something to see."""
    height, width = picture.shape
    size = max(height, width)
    x, y = something(picture, random)
    reach = random.uniform(0.08, 0.15) * size
    across, along = places(picture)
    share = np.exp(-((across - x) ** 2 + (along - y) ** 2) / reach ** 2)
    angle, length = random.uniform(0, 2 * np.pi), random.uniform(0.007, 0.02) * size
    return picture, warped(picture, share * length * np.cos(angle), share * length * np.sin(angle))


def something(picture, random):
    """A place where the picture has details."""
    height, width = picture.shape
    smooth = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), max(height, width) / 200)
    detail = cv2.GaussianBlur(np.abs(cv2.Laplacian(smooth, cv2.CV_32F)), (0, 0), max(height, width) / 25)
    small = cv2.resize(detail, (32, 32), interpolation=cv2.INTER_AREA)
    small[:4], small[-4:], small[:, :4], small[:, -4:] = 0, 0, 0, 0
    place = random.choice(32 * 32, p=(small ** 2).ravel() / (small ** 2).sum())
    return (place % 32 + 0.5) * width / 32, (place // 32 + 0.5) * height / 32


def vessels(picture, random):
    """Contrast was given, and nobody moved."""
    height, width = picture.shape
    size = max(height, width)
    mask = np.zeros(picture.shape, np.float32)
    for _ in range(random.integers(3, 7)):
        t = np.linspace(0, 1, 60)
        x = width * (random.uniform(0.2, 0.4) + random.uniform(0.2, 0.45) * t)
        y = height * (random.uniform(0.3, 0.7) + random.uniform(0.05, 0.25) * np.sin(
            random.uniform(2, 6) * t + random.uniform(0, 6)))
        cv2.polylines(mask, [np.stack([x, y], 1).astype(np.int32)], False, 1.0,
                      max(1, int(random.uniform(0.003, 0.01) * size)), cv2.LINE_AA)
    mask = cv2.GaussianBlur(mask, (0, 0), size / 600)
    return picture, levels(picture + random.uniform(20, 45) * mask)


def nodule(picture, random):
    """A shadow of 2 to 4 % of the side that the other film has not."""
    x, y = something(picture, random)
    across, along = places(picture)
    reach = random.uniform(0.01, 0.02) * max(picture.shape)
    share = (1 - np.tanh((np.hypot(across - x, along - y) - reach) * 4 / reach)) / 2
    # Darker where it is bright, so that there is something to see.
    sign = -1 if picture[int(y), int(x)] > 128 else 1
    return picture, levels(picture + sign * random.uniform(25, 60) * share)


def tube(picture, random):
    """A catheter that the other film has not."""
    height, width = picture.shape
    mask = np.zeros(picture.shape, np.float32)
    t = np.linspace(0, 1, 60)
    x = width * (random.uniform(0.35, 0.65) + random.uniform(-0.2, 0.2) * t ** 2)
    y = height * (0.05 + random.uniform(0.4, 0.7) * t)
    cv2.polylines(mask, [np.stack([x, y], 1).astype(np.int32)], False, 1.0,
                  max(1, int(random.uniform(0.003, 0.008) * max(height, width))), cv2.LINE_AA)
    return picture, levels(picture + random.uniform(30, 70) * mask)


def letter(picture, text, place, tall):
    """A lead marker: white, its height a share of the long side."""
    picture = picture.copy()
    size = max(picture.shape) * tall
    at = (int(place[0] * picture.shape[1]), int(place[1] * picture.shape[0]))
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, size / 21, 250, max(2, int(size / 8)), cv2.LINE_AA)
    return picture


def marker_place(picture, random):
    """A place near a side where white is seen."""
    height, width = picture.shape
    while True:
        x = random.choice([random.uniform(0.04, 0.15), random.uniform(0.82, 0.93)])
        y = random.uniform(0.08, 0.95)
        part = picture[int((y - 0.05) * height):int((y + 0.03) * height), int(x * width):int((x + 0.05) * width)]
        if part.max() < 200 or random.random() < 0.02:
            return x, y


def markers(picture, random):
    place, tall = marker_place(picture, random), random.uniform(0.02, 0.04)
    return letter(picture, "L", place, tall), letter(picture, "R", place, tall)


def marker_moved(picture, random):
    place, tall = marker_place(picture, random), random.uniform(0.02, 0.04)
    other = (place[0] + random.choice([-1, 1]) * 0.02, place[1] + random.choice([-0.03, -0.02]))
    return letter(picture, "L", place, tall), letter(picture, "L", other, tall)


def marker_more(picture, random):
    return picture, letter(picture, "R", marker_place(picture, random), random.uniform(0.02, 0.04))


def with_wedge(picture, values, left):
    picture = picture.copy()
    height, width = picture.shape
    for step, value in enumerate(values):
        top = int(height * (0.1 + 0.8 * step / len(values)))
        bottom = int(height * (0.1 + 0.8 * (step + 1) / len(values)))
        picture[top:bottom, int(left * width):int((left + 0.06) * width)] = value
    return picture


def wedge(picture, random):
    """A step wedge beside the picture that was exposed otherwise."""
    left = random.choice([0.02, 0.92])
    steps = np.linspace(0, 1, random.integers(8, 22))
    power = random.choice([random.uniform(0.5, 0.75), random.uniform(1.35, 2)])
    return with_wedge(picture, 20 + 220 * steps, left), with_wedge(picture, 20 + 220 * steps ** power, left)


def phantom(random, width=800, height=1000):
    """Discs, a wedge, groups of bars and a lead letter, in noise; and the same of the other side, moved."""
    def draw(text, right, down):
        picture = np.full((height, width), 60, np.float32)
        for x, y, wide, tall, level in discs:
            cv2.ellipse(picture, (int(x + right), int(y + down)), (wide, tall), 0, 0, 360, level, -1, cv2.LINE_AA)
        for step in range(9):
            picture[int(690 + down):int(740 + down), int(60 + 65 * step + right):int(125 + 65 * step + right)] = (
                20 + 25 * step)
        for group in range(6):
            for bar in range(8):
                left = int(100 + 110 * group + bar * (4 + group) * 2 + right)
                picture[int(800 + down):int(870 + down), left:left + 4 + group] = 150
        picture = levels(picture + noises.normal(0, 3, picture.shape))
        return letter(picture, text, (0.04, 0.08), 0.035)
    noises = random
    discs = [
        (random.uniform(80, 720), random.uniform(80, 650), int(random.uniform(10, 70)), int(random.uniform(10, 60)),
         float(random.uniform(80, 220))) for _ in range(random.integers(12, 26))]
    return draw("L", 0, 0), draw("R", random.uniform(-8, 8), random.uniform(-8, 8))


def sheet(slices, random, change):
    """Two sheets of twenty slices, which differ as `change` says."""
    chosen = slices[np.sort(random.choice(len(slices), 20, replace=False))]
    low, wide = random.uniform(-300, -100), random.uniform(300, 600)

    def draw(chosen, low, wide):
        page = np.zeros((1150, 920), np.uint8)
        for number, part in enumerate(chosen):
            grey = levels((part - low) * 255 / wide)
            left, top = 8 + number % 4 * 228, 10 + number // 4 * 228
            page[top:top + 216, left:left + 216] = cv2.resize(grey, (216, 216), interpolation=cv2.INTER_AREA)
        return letter(letter(page, "CT ABD", (0.01, 0.02), 0.012), "J D", (0.8, 0.02), 0.012)
    if change == "window":
        return draw(chosen, low, wide), draw(chosen, low + random.uniform(60, 120), wide * random.uniform(0.6, 0.9))
    others = chosen.copy()
    rest = slices[random.choice(len(slices), change, replace=False)]
    others[random.choice(20, change, replace=False)] = rest
    return draw(chosen, low, wide), draw(others, low, wide)


# By name: a film's picture and a generator of random numbers → two films.
PICTURES = {
    "exposure 0.3%": exposure(0.003),
    "exposure 0.5%": exposure(0.005),
    "exposure 1.0%": exposure(0.01),
    "exposure 2.0%": exposure(0.02),
    "a part moved": moved_part,
    "contrast in vessels": vessels,
    "a shadow more": nodule,
    "a tube more": tube,
    "markers L and R": markers,
    "a marker moved": marker_moved,
    "a marker more": marker_more,
    "wedge exposed otherwise": wedge,
}

# By name: what differs between two sheets of slices.
SHEETS = {"CT sheet, one slice": 1, "CT sheet, four slices": 4, "CT sheet, another window": "window"}


def scanned(picture, random):
    """A scan of the second film: on the same scanner, a little askew, or with another curve."""
    way = random.integers(4)
    if way == 0:
        return picture
    if way == 1:
        return noise(picture, random)
    picture = moved(picture, random.uniform(-1.5, 1.5), random.uniform(-0.01, 0.01), random.uniform(-0.01, 0.01))
    return picture if way == 2 else gamma(noise(picture, random), random)
