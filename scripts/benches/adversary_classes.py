"""Mischief for the matcher, a few lines a class. Each takes the world, a person, and dice, and returns the label that
a clerk might type for a film of that person; None where the class does not fit. Whose the film is never changes: the
person, where the index has it, else nobody. `stranger` classes are of somebody whom no index has.

`own`: the label has the person's own data alone, however badly written. `undecidable`: the label is, letter by letter,
what another person's own label would be; no rule can tell, and the governance page says so.
"""

from adversary_people import LIKE

CLASSES = []
FORMS = {"JOHN": "JACK", "WILLIAM": "BILL", "ROBERT": "BOB", "MARGARET": "PEGGY", "ELIZABETH": "BETTY", "MARY": "MOLLY",
         "CATHERINE": "CATHY", "KATHLEEN": "KATH", "MICHAEL": "MIKE", "THOMAS": "TOM", "DAVID": "DAVE", "PATRICIA": "PAT",
         "DOROTHY": "DOT", "ALEXANDER": "SANDY", "MOHAMED": "MOHAMMED", "ISABELLA": "BELLA", "CHRISTINE": "CHRIS"}
FAMILIES_OF_NAMES = ["KATE CATHERINE KATHLEEN CATRIONA", "JEAN JOAN JANET", "JACK JOHN IAN IAIN JON", "MARGARET MEGAN",
                     "MARY MAIR MARI MARIA MARIE"]
LIKE_DIGITS = {"0": "O", "1": "I", "5": "S", "8": "B"}


def mischief(group, who="any", own=False, undecidable=None, stranger=False):
    def add(make):
        CLASSES.append((f"{len(CLASSES) + 1:02d} {make.__name__.replace('_', ' ')}", group, who, own, undecidable, stranger, make))
        return make
    return add


# Parts of labels and slips of hands.

def label(p, what, **changes):
    """`n` NHS number, `l` hospital number, `f` surname, `g` given name, `b` birth date, `s` sex, `p` postcode, `a` address
    and town; further columns by name."""
    row = {"exam_date": "2010-06"}
    if "n" in what: row["nhs_number"] = p.nhs
    if "l" in what: row["hospital_number"], row["local_id_issuer"] = p.local, p.trust
    if "f" in what: row["family_name"] = p.family
    if "g" in what: row["given_name"] = p.given
    if "b" in what: row["birth_date"] = p.birth_date
    if "s" in what: row["sex"] = p.sex
    if "p" in what: row["postcode"] = p.postcode
    if "a" in what: row["address"], row["town"] = p.address, p.town
    return {**row, **changes}


def some(r, what): return "".join(part for part in what if r.random() < 0.5)
def need(*values): return all(values)
def spaced(n): return f"{n[:3]} {n[3:6]} {n[6:]}"
def day_first(p): return "%02d/%02d/%04d" % p.birth[::-1]
def exchanged(p): return "%04d-%02d-%02d" % (p.birth[0], p.birth[2], p.birth[1])
def other_year(p, r): return "%04d-%02d-%02d" % (p.birth[0] + r.choice((-1, 1)), p.birth[1], p.birth[2])


def alike(w, p):
    """Whether twins have like names, or names of which a short form is one."""
    return any({p.given, p.twin.given} == set(pair) for pair in LIKE[w.kind]) \
        or any({p.given, p.twin.given} <= set(group.split()) for group in FAMILIES_OF_NAMES)


def digit(r, text):
    """One digit wrong."""
    places = [place for place, char in enumerate(text) if char.isdigit()]
    place = r.choice(places)
    return text[:place] + str((int(text[place]) + r.randrange(1, 10)) % 10) + text[place + 1:]


def neighbours(r, text):
    """Two neighbours exchanged."""
    place = r.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2:]


def letter(r, text):
    """One slip in a name."""
    if len(text) < 4: return text
    place = r.randrange(1, len(text) - 1)
    return r.choice((text[:place] + text[place + 1:], text[:place] + text[place] + text[place:], neighbours(r, text),
                     text[:place] + r.choice("AEIRTN") + text[place + 1:]))


# The person's own data, well and badly written.

@mischief("own", "plain", own=True)
def complete(w, p, r): return label(p, "nlfgbspa")
@mischief("own", "plain", own=True)
def number_and_birth_date(w, p, r): return label(p, "nb") if p.nhs else None
@mischief("own", "plain", own=True)
def number_and_names(w, p, r): return label(p, "nfg") if p.nhs else None
@mischief("own", "plain", own=True)
def number_names_and_place(w, p, r): return label(p, "nfgp" + some(r, "as")) if p.nhs else None
@mischief("own", "plain", own=True)
def hospital_number_names_date(w, p, r): return label(p, "lfgb") if p.local else None
@mischief("own", "plain", own=True)
def names_date_postcode(w, p, r): return label(p, "fgbp" + some(r, "sa"))
@mischief("own", "plain", own=True)
def names_date_address(w, p, r): return label(p, "fgba" + some(r, "s"))
@mischief("own", "plain", own=True)
def names_and_date_alone(w, p, r): return label(p, "fgb")
@mischief("own", "plain", own=True)
def initial_and_number(w, p, r): return label(p, "nfb" + some(r, "sp"), given_name=p.given[0]) if p.nhs else None
@mischief("own", "plain", own=True)
def initial_and_hospital_number(w, p, r): return label(p, "lfb", given_name=p.given[0]) if p.local else None
@mischief("own", "plain", own=True)
def initial_and_place(w, p, r): return label(p, "fbpas", given_name=p.given[0])
@mischief("own", "plain", own=True)
def no_given_name(w, p, r): return label(p, "nfb" + some(r, "sp")) if p.nhs else None
@mischief("own", "plain", own=True)
def former_surname_and_number(w, p, r): return label(p, "ngb" + some(r, "sp"), family_name=p.former) if need(p.nhs, p.former) else None
@mischief("own", "plain", own=True)
def unknown_married_name(w, p, r): return label(p, "ngbsp", family_name=r.choice(w.families)) if p.nhs and p.sex == "F" else None
@mischief("own", "plain", own=True)
def middle_name_and_number(w, p, r): return label(p, "nfbs" + some(r, "p"), given_name=p.middle) if need(p.nhs, p.middle) else None
@mischief("own", "plain", own=True)
def middle_name_no_number(w, p, r): return label(p, "fbspa", given_name=p.middle) if p.middle else None
@mischief("own", "plain", own=True)
def two_given_names(w, p, r): return label(p, some(r, "nl") + "fbsp", given_name=f"{p.given} {p.middle}")
@mischief("own", "plain", own=True)
def short_form_and_number(w, p, r): return label(p, "nfbs", given_name=FORMS[p.given]) if p.nhs and p.given in FORMS else None
@mischief("own", "plain", own=True)
def short_form_no_number(w, p, r): return label(p, "fbspa", given_name=FORMS[p.given]) if p.given in FORMS else None
@mischief("own", "plain", own=True)
def given_name_misspelt(w, p, r): return label(p, some(r, "nl") + "fbsp", given_name=letter(r, p.given))
@mischief("own", "plain", own=True)
def surname_misspelt(w, p, r): return label(p, some(r, "nl") + "gbsp", family_name=letter(r, p.family))
@mischief("own", "plain", own=True)
def number_misread(w, p, r): return label(p, "fgbsp" + some(r, "l"), nhs_number=digit(r, p.nhs)) if p.nhs else None
@mischief("own", "plain", own=True)
def number_and_date_misread(w, p, r): return label(p, "fgsp", nhs_number=neighbours(r, p.nhs), birth_date=digit(r, p.birth_date)) if p.nhs else None
@mischief("own", "plain", own=True)
def hospital_number_misread(w, p, r): return label(p, "lfgb" + some(r, "sp"), hospital_number=digit(r, p.local)) if p.local else None
@mischief("own", "plain", own=True)
def date_misread_and_number(w, p, r): return label(p, "nfg" + some(r, "sp"), birth_date=digit(r, p.birth_date)) if p.nhs else None
@mischief("own", "plain", own=True)
def date_misread_no_number(w, p, r): return label(p, "fgspa", birth_date=digit(r, p.birth_date))
@mischief("own", "plain", own=True)
def day_and_month_exchanged_and_number(w, p, r): return label(p, "nfg", birth_date=exchanged(p)) if p.nhs and p.birth[2] <= 12 else None
@mischief("own", "plain", own=True)
def day_and_month_exchanged_no_number(w, p, r): return label(p, "fgspa", birth_date=exchanged(p)) if p.birth[2] <= 12 else None
@mischief("own", "plain", own=True)
def year_alone_and_number(w, p, r): return label(p, "nfg", birth_date=str(p.birth[0])) if p.nhs else None
@mischief("own", "plain", own=True)
def year_alone_no_number(w, p, r): return label(p, "fgspa", birth_date=str(p.birth[0]))
@mischief("own", "plain", own=True)
def month_and_year_and_hospital_number(w, p, r): return label(p, "lfg", birth_date=p.birth_date[:7]) if p.local else None
@mischief("own", "plain", own=True)
def moved_house(w, p, r): return label(p, "nlfgb", postcode=r.choice(w.people).postcode, address=r.choice(w.people).address)
@mischief("own", "plain", own=True)
def moved_house_no_number(w, p, r): return label(p, "fgbs", postcode=r.choice(w.people).postcode)
@mischief("own", "plain", own=True)
def names_exchanged(w, p, r): return label(p, some(r, "nl") + "bsp", family_name=p.given, given_name=p.family)
@mischief("own", "plain", own=True)
def both_names_in_one_field(w, p, r): return label(p, "nb", family_name=f"{p.family}, {p.given}") if p.nhs else None
@mischief("own", "plain", own=True)
def part_of_a_double_name(w, p, r): return label(p, "nlgbs", family_name=p.family.split("-")[0]) if "-" in p.family else None
@mischief("own", "plain", own=True)
def sex_mistyped(w, p, r): return label(p, some(r, "nl") + "fgbp", sex="FM"[p.sex == "F"])
@mischief("own", "plain", own=True)
def an_old_number_of_the_person(w, p, r): return label(p, "lfgb" + some(r, "sp"), nhs_number=w.number(p.birth, p.sex)) if p.local else None
@mischief("own", "plain", own=True)
def everything_but_the_birth_date(w, p, r): return label(p, "nlfgspa")

# What spreadsheets, scanners and forms do to the person's own data.

@mischief("spreadsheet", "plain", own=True)
def number_as_people_write_it(w, p, r):
    ways = (lambda n: f"'{n}", lambda n: f'="{n}"', lambda n: f"{n}.0", lambda n: n[:3] + "\u00a0" + n[3:6] + "\u00a0" + n[6:],
            lambda n: n[:3] + "\u2009" + n[3:6] + "\u2013" + n[6:], lambda n: f"NHS No: {n}", lambda n: f"\u200b{n}\u200e",
            lambda n: n[:5] + "\u00ad" + n[5:], lambda n: "".join(chr(0xFF10 + int(d)) for d in n), lambda n: f"{n[:3]}.{n[3:6]}.{n[6:]}")
    return label(p, "fgb", nhs_number=r.choice(ways)(p.nhs)) if p.nhs else None
@mischief("spreadsheet", "plain", own=True)
def leading_zero_lost(w, p, r): return label(p, "fgb", nhs_number=p.nhs[1:]) if p.nhs.startswith("0") else None
@mischief("spreadsheet", "plain", own=True)
def number_as_a_power(w, p, r): return label(p, "lfgbsp", nhs_number=f"{p.nhs[0]}.{p.nhs[1:3]}E+09") if p.nhs else None
@mischief("spreadsheet", "plain", own=True)
def letters_for_digits(w, p, r):
    return label(p, "fgbsp", nhs_number="".join(LIKE_DIGITS.get(d, d) if r.random() < 0.4 else d for d in p.nhs)) if p.nhs else None
@mischief("spreadsheet", "plain", own=True)
def number_in_the_hospital_field(w, p, r): return label(p, "fgb", hospital_number=spaced(p.nhs), local_id_issuer=p.trust) if p.nhs else None
@mischief("spreadsheet", "plain", own=True)
def hospital_number_in_the_nhs_field(w, p, r): return label(p, "fgb", nhs_number=p.local, local_id_issuer=p.trust) if p.local else None
@mischief("spreadsheet", "plain", own=True)
def hospital_number_as_a_float(w, p, r): return label(p, "lfgb", hospital_number=f"{p.local}.0") if p.local else None
@mischief("spreadsheet", "plain", own=True)
def month_before_day(w, p, r): return label(p, "nfgs", birth_date="%02d/%02d/%04d" % (p.birth[1], p.birth[2], p.birth[0])) if p.nhs else None
@mischief("spreadsheet", "plain", own=True)
def date_in_words(w, p, r):
    month = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()[p.birth[1] - 1]
    return label(p, some(r, "nl") + "fgsp", birth_date=f"{p.birth[2]} {month} {p.birth[0]}")
@mischief("spreadsheet", "plain", own=True)
def date_with_a_time(w, p, r): return label(p, "lfgs", birth_date=day_first(p) + " 00:00:00") if p.local else None
@mischief("spreadsheet", "plain", own=True)
def date_unreadable(w, p, r): return label(p, "nlfgspa", birth_date=r.choice(("?1/0?/19?5", "see notes", "aged 61", "########")))
@mischief("spreadsheet", "plain", own=True)
def number_cut_short(w, p, r): return label(p, "lfgbspa", nhs_number=p.nhs[:r.choice((6, 7, 8))]) if p.nhs else None
@mischief("spreadsheet", "plain", own=True)
def not_known_in_words(w, p, r): return label(p, "lfgb", nhs_number=r.choice(("N/A", "unknown", "-", "0000000000", "9999999999")))
@mischief("spreadsheet", "plain", own=True)
def year_in_two_digits(w, p, r): return label(p, "nfg", birth_date="%02d/%02d/%02d" % (p.birth[2], p.birth[1], p.birth[0] % 100)) if p.nhs else None

# A twin's numbers.

@mischief("twin", "twin")
def twins_number_own_name(w, p, r): return label(p, "fgb" + some(r, "spa"), nhs_number=p.twin.nhs)
@mischief("twin", "twin")
def twins_hospital_number_own_name(w, p, r): return label(p.twin, "lfb" + some(r, "pa"), given_name=p.given)
@mischief("twin", "twin")
def twins_both_numbers_own_name(w, p, r): return label(p.twin, "nlfbpa", given_name=p.given, sex=p.sex) if not alike(w, p) else None
@mischief("twin", "twin", undecidable="both of the twin's numbers, and a form of the twin's name")
def twins_both_numbers_like_name(w, p, r): return label(p.twin, "nlfbpa", given_name=p.given, sex=p.sex) if alike(w, p) else None
@mischief("twin", "twin", undecidable="own initial, the twin's number")
def twins_number_own_initial(w, p, r): return label(p, "fb" + some(r, "sp"), nhs_number=p.twin.nhs, given_name=p.given[0])
@mischief("twin", "twin", undecidable="no given name, the twin's number")
def twins_number_no_given_name(w, p, r): return label(p, "fb" + some(r, "sp"), nhs_number=p.twin.nhs)
@mischief("twin", "twin", undecidable="a misspelling that is as near to the other twin's name")
def twins_number_name_misspelt(w, p, r): return label(p, "fb" + some(r, "sp"), nhs_number=p.twin.nhs, given_name=letter(r, p.given))
@mischief("twin", "twin")
def twins_number_short_form(w, p, r): return label(p, "fb" + some(r, "sp"), nhs_number=p.twin.nhs, given_name=FORMS[p.given]) if p.given in FORMS and not alike(w, p) else None
@mischief("twin", "twin")
def twins_number_year_alone(w, p, r): return label(p, "fg" + some(r, "sp"), nhs_number=p.twin.nhs, birth_date=str(p.birth[0]))
@mischief("twin", "twin")
def twins_number_year_misread(w, p, r): return label(p, "fg" + some(r, "sp"), nhs_number=p.twin.nhs, birth_date=other_year(p, r))
@mischief("twin", "twin")
def twins_number_no_birth_date(w, p, r): return label(p, "fg" + some(r, "sp"), nhs_number=p.twin.nhs)
@mischief("twin", "twin")
def twins_number_district_alone(w, p, r): return label(p, "fg", nhs_number=p.twin.nhs, birth_date=p.birth_date[:7], postcode=p.postcode.split()[0])
@mischief("twin", "twin")
def neighbours_hospital_number_own_initial(w, p, r): return label(p, "lfb", given_name=p.given[0])
@mischief("twin", "twin")
def own_number_one_off_own_initial(w, p, r):
    number = digit(r, p.local or "1")
    return label(p, "lfb", hospital_number=number, given_name=p.given[0]) if p.local and number != p.twin.local else None
@mischief("twin", "twin")
def own_name_neighbours_number(w, p, r): return label(p, "fgb", hospital_number=str(int(p.twin.local or 100) + r.choice((-1, 1))), local_id_issuer=p.twin.trust)
@mischief("twin", "twin")
def own_name_no_number_with_place(w, p, r): return label(p, "fgbpas") if not alike(w, p) else None
@mischief("twin", "twin", undecidable="a like name that too few in the index bear to be known as a name")
def own_like_name_no_number_with_place(w, p, r): return label(p, "fgbpas") if alike(w, p) else None
@mischief("twin", "twin")
def own_name_no_number(w, p, r): return label(p, "fgb")
@mischief("twin", "twin", undecidable="a misspelling that is as near to the other twin's name")
def own_name_misspelt_no_number(w, p, r): return label(p, "fbpa", given_name=letter(r, p.given))
@mischief("twin", "twin", undecidable="called by the middle name, which is the twin's name")
def called_as_the_twin(w, p, r): return label(p, "fb" + some(r, "spa"), given_name=p.middle) if p.middle == p.twin.given else None
@mischief("twin", "twin", undecidable="a misspelling that is as near to the other twin's name")
def twins_number_two_slips(w, p, r): return label(p, "fb", nhs_number=p.twin.nhs, given_name=letter(r, letter(r, p.given)), sex=p.sex)
@mischief("twin", "twin")
def twins_number_names_exchanged(w, p, r): return label(p, "b", nhs_number=p.twin.nhs, family_name=p.given, given_name=p.family)
@mischief("twin", "twin")
def own_number_twins_hospital_number(w, p, r): return label(p.twin, "lfb", given_name=p.given, nhs_number=p.nhs)

# A namesake's: father and son, cousins.

@mischief("namesake", "namesake", undecidable="the namesake is not in the index, and no birth date tells the two apart")
def namesakes_number_no_birth_date(w, p, r): return label(p, "fg" + some(r, "s"), nhs_number=p.namesake.nhs)
@mischief("namesake", "namesake", undecidable="the namesake is not in the index, and no birth date tells the two apart")
def namesakes_number_and_place(w, p, r): return label(p, "fgpa", nhs_number=p.namesake.nhs)
@mischief("namesake", "namesake", undecidable="the namesake is not in the index, and no birth date tells the two apart")
def namesakes_hospital_number_no_birth_date(w, p, r): return label(p.namesake, "lfg")
@mischief("namesake", "namesake", undecidable="the namesake is not in the index, and no birth date tells the two apart")
def namesakes_both_numbers_no_birth_date(w, p, r): return label(p.namesake, "nlfgp")
@mischief("namesake", "namesake", undecidable="the namesake is not in the index, and no birth date tells the two apart")
def namesakes_number_initial_no_birth_date(w, p, r): return label(p, "f", nhs_number=p.namesake.nhs, given_name=p.given[0])
@mischief("namesake", "father")
def fathers_number_own_birth_date(w, p, r): return label(p, "fgb" + some(r, "spa"), nhs_number=p.namesake.nhs)
@mischief("namesake", "father")
def fathers_number_own_year(w, p, r): return label(p, "fg" + some(r, "spa"), nhs_number=p.namesake.nhs, birth_date=str(p.birth[0]))
@mischief("namesake", "father")
def fathers_hospital_number_own_birth_date(w, p, r): return label(p.namesake, "lfgpa", birth_date=p.birth_date)
@mischief("namesake", "father")
def fathers_both_numbers_own_birth_date(w, p, r): return label(p.namesake, "nlfgpas", birth_date=p.birth_date)
@mischief("namesake", "cousin", undecidable="the cousin is not in the index, and the birth dates are one slip apart")
def cousins_number_own_birth_date(w, p, r): return label(p, "fgb" + some(r, "sp"), nhs_number=p.namesake.nhs)
@mischief("namesake", "namesake")
def own_birth_date_no_number(w, p, r): return label(p, "fgbpas")
@mischief("namesake", "father")
def birth_date_exchanged_no_number(w, p, r): return label(p, "fgpas", birth_date=exchanged(p)) if p.birth[2] <= 12 else None
@mischief("namesake", "namesake")
def no_birth_date_no_number(w, p, r): return label(p, "fgpas")
@mischief("namesake", "namesake")
def initial_own_birth_date(w, p, r): return label(p, "fbp", given_name=p.given[0])
@mischief("namesake", "father")
def fathers_number_placeholder_date(w, p, r): return label(p, "fgpa", nhs_number=p.namesake.nhs, birth_date="1900-01-01") if p.is_present and p.namesake.is_present else None

# The family's.

@mischief("family", "kin")
def relatives_number_own_names_and_date(w, p, r): return label(p, "fgb" + some(r, "spa"), nhs_number=r.choice(p.kin).nhs) if not p.namesake and not p.twin else None
@mischief("family", "kin")
def relatives_number_own_names_no_date(w, p, r):
    other = r.choice(p.kin)
    return label(p, "fg" + some(r, "spa"), nhs_number=other.nhs) if other.given != p.given else None
@mischief("family", "kin")
def relatives_hospital_number_one_off(w, p, r):
    other = r.choice(p.kin)
    return label(other, "l", family_name=p.family, given_name=p.given[0], birth_date=p.birth_date, hospital_number=digit(r, other.local)) if other.local else None
@mischief("family", "kin")
def relatives_number_no_given_name(w, p, r):
    other = r.choice(p.kin)
    return label(p, "fb" + some(r, "spa"), nhs_number=other.nhs) if other.birth != p.birth and not p.namesake else None
@mischief("family", "kin")
def relatives_birth_date_own_number(w, p, r):
    other = r.choice(p.kin)
    return label(p, "nfg" + some(r, "spa"), birth_date=other.birth_date) if p.nhs and other.given != p.given else None
@mischief("family", "kin")
def no_number_relatives_given_name_as_second(w, p, r): return label(p, "fbpa", given_name=f"{p.given} {r.choice(p.kin).given}") if " " not in p.given else None
@mischief("baby", "kin")
def baby_of_the_mother(w, p, r): return label(p, "fbpa", nhs_number=r.choice(p.kin).nhs, given_name=f"BABY OF {r.choice(p.kin).given}") if not p.twin else None
@mischief("baby", "twin", undecidable="a twin without a given name, the other twin's number")
def twin_one_or_two(w, p, r): return label(p, "fb", nhs_number=p.twin.nhs, given_name=r.choice(("TWIN 1", "TWIN II", "B.O. MARY", "INFANT")))
@mischief("baby", "kin", stranger=True)
def new_baby_with_the_mothers_numbers(w, p, r): return label(p, "nlfpa", given_name=r.choice(("BABY", f"B/O {p.given}", "INFANT GIRL")), birth_date="2010-0%d-1%d" % (r.randrange(1, 6), r.randrange(10)))

# Strangers: in no index.

@mischief("stranger", stranger=True)
def same_names_and_date_elsewhere(w, p, r):
    other = r.choice(w.people).postcode
    is_near = other.split()[0] == p.postcode.split()[0] or sum(a != b for a, b in zip(other, p.postcode)) < 3 or len(other) != len(p.postcode)
    return label(p, "fgbs", postcode=other, town=p.town) if not is_near else None
@mischief("stranger", stranger=True, undecidable="the very names and birth date, and nothing else, where the name is rare")
def same_names_and_date(w, p, r): return label(p, "fgb")
@mischief("stranger", stranger=True, undecidable="the very names and birth date, a home nearby, where the name is rare")
def same_names_and_date_in_the_district(w, p, r): return label(p, "fgbs", postcode=p.postcode[:-3] + r.choice(("9ZZ", "1XY")), town=p.town)
@mischief("stranger", stranger=True)
def same_names_other_date_same_house(w, p, r): return label(p, "fgspa", birth_date="%04d-%02d-%02d" % w.day())
@mischief("stranger", stranger=True)
def same_surname_and_date(w, p, r): return label(p, "fb" + some(r, "sp"), given_name=w.different(p.sex, p.given)) if not p.twin else None
@mischief("stranger", stranger=True)
def reused_hospital_number(w, p, r):
    other = r.choice(w.people)
    return label(p, "l", family_name=other.family, given_name=w.given(p.sex), birth_date="%04d-%02d-%02d" % w.day()) if p.local else None
@mischief("stranger", stranger=True)
def reused_hospital_number_same_surname(w, p, r): return label(p, "lf", given_name=w.different(p.sex, p.given), birth_date="%04d-%02d-%02d" % w.day()) if p.local else None
@mischief("stranger", stranger=True)
def another_trusts_number(w, p, r): return label(p, "fb", hospital_number=p.local, local_id_issuer="RXX", given_name=p.given[0]) if p.local else None
@mischief("stranger", stranger=True)
def the_number_and_nothing_else_agrees(w, p, r):
    other = r.choice(w.people)
    return label(other, "fgbspa", nhs_number=p.nhs) if p.nhs and other.family != p.family and not other.is_present else None
@mischief("stranger", stranger=True)
def same_date_and_first_letters(w, p, r): return label(p, "bs", family_name=p.family[:2] + "ENDEN", given_name=p.given[0])
@mischief("stranger", stranger=True)
def another_name_same_date_same_house(w, p, r): return label(p, "fbpas", given_name=w.different(p.sex, p.given)) if not p.twin else None
@mischief("stranger", stranger=True)
def impossible_time(w, p, r): return label(p, "nlfgbspa", exam_date=str(p.birth[0] - r.randrange(1, 30)))

# Numbers of unrelated persons on a label that is the person's in all else.

@mischief("mixed numbers")
def a_strangers_number(w, p, r): return label(p, "lfgbspa", nhs_number=next(other for other in iter(lambda: r.choice(w.people), None) if other.nhs and other.is_present and other is not p).nhs)
@mischief("mixed numbers")
def a_strangers_hospital_number(w, p, r):
    other = next(other for other in iter(lambda: r.choice(w.people), None) if other.local and other.is_present and other is not p)
    return label(other, "l", **{key: value for key, value in label(p, "nfgbspa").items()})
@mischief("mixed numbers")
def a_strangers_number_letters_for_digits(w, p, r):
    other = next(other for other in iter(lambda: r.choice(w.people), None) if other.nhs and other.is_present and other is not p)
    return label(p, "fgbspa", nhs_number=other.nhs.replace("5", "S").replace("0", "O"))
@mischief("mixed numbers")
def a_strangers_number_in_odd_spaces(w, p, r):
    other = next(other for other in iter(lambda: r.choice(w.people), None) if other.nhs and other.is_present and other is not p)
    return label(p, "fgbspa", nhs_number="\u202f".join((other.nhs[:3], other.nhs[3:6], other.nhs[6:])))
@mischief("mixed numbers")
def a_strangers_number_in_the_hospital_field(w, p, r):
    other = next(other for other in iter(lambda: r.choice(w.people), None) if other.nhs and other.is_present and other is not p)
    return label(p, "fgbspa", hospital_number=other.nhs, local_id_issuer=p.trust)
