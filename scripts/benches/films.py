"""Films for measuring: 2048 x 2500 pixels, 12 bits in 16 (10.2 MB), smooth as a film with its grain, and each another
picture: films that look alike would be compared with each other, which is rare in a hospital's store."""

import hashlib
import math
import os
import random
import struct

COLUMNS, ROWS = 2048, 2500


def ground(generator, columns=COLUMNS, lines=ROWS):
    """Bright in the middle, dark at the border, with smooth shapes in it, as little-endian 16-bit samples."""
    def waves(length):
        turns, start = generator.uniform(1, 4), generator.uniform(0, 6.28)
        return [math.cos(start + 6.28 * turns * place / length) for place in range(length)]

    body = [math.cos((x / columns - 0.5) * 2.6) for x in range(columns)]
    across, down = [waves(columns) for _ in range(3)], [waves(lines) for _ in range(3)]
    rows = []
    for y in range(0, lines, 10):
        level = 1700 * math.cos((y / lines - 0.5) * 2.2)
        one, two, three = (400 * each[y] for each in down)
        row = struct.pack(f"<{columns}H", *(
            int(1300 + level * b + one * p + two * q + three * r) & 0xFF0
            for b, p, q, r in zip(body, *across)))
        rows += [row] * min(10, lines - y)
    return b"".join(rows)


def write(path, seed, columns=COLUMNS, lines=ROWS):
    """One film: its ground, with grain in the four low bits."""
    generator = random.Random(seed)
    picture = ground(generator, columns, lines)
    grain = int.from_bytes(generator.randbytes(len(picture)), "little")
    mask = int.from_bytes(b"\x0f\x00" * (len(picture) // 2), "little")
    pixels = (int.from_bytes(picture, "little") ^ (grain & mask)).to_bytes(len(picture), "little")
    entries = [
        (256, 4, columns), (257, 4, lines), (258, 3, 16), (259, 3, 1), (262, 3, 1), (273, 4, 8),
        (277, 3, 1), (278, 4, lines), (279, 4, len(pixels)), (282, 5, None), (283, 5, None), (296, 3, 2),
    ]
    directory = 8 + len(pixels)
    resolution = directory + 2 + 12 * len(entries) + 4
    with open(path, "wb") as file:
        file.write(struct.pack("<2sHI", b"II", 42, directory) + pixels + struct.pack("<H", len(entries)))
        for tag, kind, value in entries:
            file.write(struct.pack("<HHII", tag, kind, 1, resolution if value is None else value))
        file.write(struct.pack("<I", 0) + struct.pack("<II", 150, 1))


def person(number):
    """Family name, given name and birth date that nobody else's come near: matching is not what is measured."""
    generator = random.Random(f"person {number}")
    family, given = (
        "".join(generator.choice("bdfghklmnprstvw") + generator.choice("aeiou") for _ in range(syllables)).capitalize()
        for syllables in (5, 4))
    return f"{family},{given},{generator.randint(1930, 1989)}-{generator.randint(1, 12):02}-{generator.randint(1, 28):02}"


def bag(folder, films, trust="RXA", size=(COLUMNS, ROWS)):
    """A bag of so many films, each of a person of its own; gives back the rows of the index."""
    data = os.path.join(folder, "data")
    os.makedirs(data)
    header = "film_id,image,jacket_id,exam_id,exam_date,modality,body_part,laterality,hospital_number," \
        "family_name,given_name,birth_date,sex,bits_stored"
    table, index = [header], ["person_id,local_id,local_id_issuer,family_name,given_name,birth_date,sex"]
    for number in range(films):
        name = f"F{number:05}"
        write(os.path.join(data, f"{name}.tif"), number, *size)
        who = f"H{number:06},{person(number)},F"
        local, *rest = who.split(",")
        table.append(f"{name},{name}.tif,J{number},E{number},1999-05-04,RG,CHEST,U,{who},12")
        index.append(",".join([f"P{number}", local, trust, *rest]))
    with open(os.path.join(data, "films.csv"), "w") as file:
        file.write("\n".join(table) + "\n")
    with open(os.path.join(folder, "bagit.txt"), "w") as file:
        file.write("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    with open(os.path.join(folder, "bag-info.txt"), "w") as file:
        file.write(
            f"Source-Organization: Bench\nExternal-Identifier: B1\nFilmmigrate-Trust: {trust}\n")
    with open(os.path.join(folder, "manifest-sha256.txt"), "w") as file:
        for name in sorted(os.listdir(data)):
            with open(os.path.join(data, name), "rb") as payload:
                file.write(f"{hashlib.file_digest(payload, 'sha256').hexdigest()}  data/{name}\n")
    return "\n".join(index) + "\n"
