"""Made-up populations for the adversary: four kinds, each with few names, many twins, namesakes at one address, and
hospital numbers given one after the other to a household. No real person is meant. Standard library only; a seed gives
the same people everywhere.
"""

import random
from dataclasses import dataclass, field

# Like names of one sex, in pairs: what twins are called to make a matcher fail.
LIKE = {
    "city": [("CAROL", "CAROLE"), ("ISABELLE", "ISABELLA"), ("JEAN", "JOAN"), ("MARIA", "MARIE"), ("JON", "JOHN"),
             ("ALAN", "ALLAN"), ("DENIS", "DENNIS"), ("ANNA", "ANNE"), ("CHRISTINE", "CHRISTINA"), ("TERRY", "JERRY"),
             ("PHILIP", "PHILLIP"), ("DONALD", "RONALD"), ("JACK", "JOHN"), ("HARRY", "HENRY"), ("KATE", "CATHERINE"), ("MARY ANN", "MARY JANE")],
    "valleys": [("MAIR", "MARI"), ("DILYS", "DILWEN"), ("GWYN", "GWYNNE"), ("SIAN", "SIONED"), ("RHYS", "RHODRI"),
                ("IEUAN", "IFAN"), ("ELIN", "ELEN"), ("MEGAN", "MEGHAN"), ("HUW", "HUWCYN"), ("NIA", "NIAMH")],
    "north": [("ISLA", "AILSA"), ("MORAG", "MORNA"), ("EWAN", "EUAN"), ("CATRIONA", "CATHERINE"), ("IAIN", "IAN"),
              ("ALASTAIR", "ALEXANDER"), ("KIRSTY", "KIRSTEN"), ("DANIELLE", "DANIELA"), ("SHEENA", "SHEILA"),
              ("ISABELLA", "ISABEL")],
    "port": [("CHUKWUEBUKA", "CHUKWUEMEKA"), ("AMINA", "AMINAH"), ("MOHAMED", "MAHAMED"), ("HASSAN", "HUSSAIN"),
             ("KRYSTYNA", "KRYSTIANA"), ("JAKUB", "JAN"), ("WEI", "WEN"), ("TAIWO", "KEHINDE"), ("FATIMA", "FATUMA"),
             ("MANINDER", "MANWANT"), ("SUKHDEEP", "SUKHDEV"), ("LI", "LIN"), ("MOHAMED ALI", "MOHAMED OMAR")],
}
MEN = {
    "city": "JOHN WILLIAM JAMES THOMAS GEORGE ROBERT DAVID PETER MICHAEL PAUL ALAN KEITH BRIAN KEVIN STEPHEN ANDREW MARK "
            "IAN NEIL GARY DANIEL JACK HARRY HENRY DONALD RONALD DENIS DENNIS PHILIP TERRY JERRY JON ALLAN PHILLIP",
    "valleys": "DAFYDD DAVID JOHN THOMAS WILLIAM EVAN RHYS GWYN HUW GARETH ALUN EMLYN IVOR IEUAN IFAN OWEN DYLAN RHODRI GWYNNE",
    "north": "IAN IAIN ALASTAIR ALEXANDER JAMES JOHN WILLIAM ROBERT DONALD DUNCAN HAMISH CALUM EWAN EUAN ANGUS GORDON ROSS",
    "port": "MOHAMED HASSAN HUSSAIN JAKUB JAN PIOTR WEI WEN JUN CHUKWUEBUKA CHUKWUEMEKA TAIWO KEHINDE SUKHDEEP SUKHDEV "
            "MANINDER AHMED ABDI YUSUF OMAR MAHAMED RAJ ANIL",
}
WOMEN = {
    "city": "MARY MARGARET ELIZABETH SUSAN JEAN JOAN ANNE ANNA CAROL CAROLE CHRISTINE CHRISTINA ISABELLA ISABELLE MARIA "
            "MARIE LINDA JANET SARAH EMMA CATHERINE KATE PATRICIA BARBARA SHEILA DOROTHY KATHLEEN HELEN JULIE",
    "valleys": "MAIR MARI MEGAN MARGARET MARY GWEN DILYS DILWEN SIAN SIONED NIA ELIN ELEN BRONWEN CERYS RHIAN NERYS OLWEN",
    "north": "MORAG MORNA ISLA AILSA KIRSTY KIRSTEN MARGARET MARY CATRIONA CATHERINE SHEENA SHEILA DANIELLE ISABELLA ISABEL FIONA",
    "port": "AMINA AMINAH FATIMA FATUMA KRYSTYNA KATARZYNA LI LIN MEI NGOZI AISHA HODAN MANJIT GURPREET EWA ANNA SAHRA HALIMA",
}
FAMILIES = {
    "city": "SMITH JONES TAYLOR BROWN WILSON JOHNSON WRIGHT WALKER WHITE GREEN HALL WOOD CLARKE PATEL KHAN HUSSAIN BLACK "
            "O'BRIEN MURPHY KELLY SMITH-JONES FARINA-COLLIER ASHWORTH THISTLETHWAITE MCDONALD MACDONALD SMYTH BROWNE CLARK",
    "valleys": "JONES DAVIES WILLIAMS EVANS THOMAS ROBERTS HUGHES LEWIS MORGAN GRIFFITHS OWEN REES PRICE PUGH AP-RHYS",
    "north": "MACDONALD MCDONALD SMITH CAMPBELL STEWART STUART MACLEOD MCLEOD ROBERTSON PATERSON PATTERSON KERR ROSS FRASER",
    "port": "MOHAMED HASSAN ALI KHAN KOWALSKI KOWALSKA WOJCIK CHEN WANG LI VIRDI SINGH KAUR OKAFOR ADEYEMI NGUYEN BEGUM AHMED",
}
AREAS = {"city": ("LS", "Leeds"), "valleys": ("CF", "Cardiff"), "north": ("G", "Glasgow"), "port": ("E", "London")}
STREETS = "HIGH STATION CHURCH VICTORIA PARK MILL MANOR CHAPEL ALBERT QUEENS CLARENCE HAWTHORN ALEXANDRA".split()
KINDS = ["ROAD", "STREET", "AVENUE", "CRESCENT"]
POPULATIONS = list(LIKE)


@dataclass
class Person:
    id: str
    nhs: str
    local: str
    trust: str
    family: str
    given: str
    middle: str
    former: str
    birth: tuple
    sex: str
    address: str
    town: str
    postcode: str
    home: int
    is_present: bool = True
    twin: "Person" = None
    namesake: "Person" = None
    kin: list = field(default_factory=list, repr=False)

    @property
    def birth_date(self):
        return "%04d-%02d-%02d" % self.birth

    def row(self):
        return {"person_id": self.id, "nhs_number": self.nhs, "local_id": self.local, "local_id_issuer": self.trust,
                "family_name": self.family.title(), "given_name": self.given.title(), "middle_names": self.middle.title(),
                "previous_family_name": self.former.title(), "birth_date": self.birth_date, "death_date": "", "sex": self.sex,
                "address": self.address.title(), "town": self.town, "postcode": self.postcode}


def check_digit(nine):
    check = (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11) % 11
    return None if check == 10 else str(check)


class World:
    """An index, and those of its families who are not in it."""

    def __init__(self, kind, size, seed):
        self.kind, self.random = kind, random.Random(f"{kind} {seed}")
        self.people, self.used, self.next_local = [], set(), 100_000 + self.random.randrange(200_000)
        self.trusts = {"city": ["RR8", "RAE"], "valleys": ["7A3", "7A2"], "north": ["SGC", "SGB"], "port": ["RJ2", "R1H"]}[kind]
        self.families = FAMILIES[kind].split() * 6 + [self.rare() for _ in range(max(40, size // 150))]
        self.homes = 0
        while len(self.people) < size:
            self.household()
        self.people.sort(key=lambda person: person.id)

    def rare(self):
        r = self.random
        return "".join(r.choice(part) for part in (
            ("BRAM", "THORN", "HOL", "WES", "KIL", "DUN", "ZAB", "ADE", "CHO"), ("B", "L", "D", "R", "W"),
            ("ERT", "ISH", "UND", "AWA", "OCK", "ENKO"), ("", "ON", "LEY", "SKI", "A")))

    def number(self, birth, sex):
        r = self.random
        while True:
            if self.kind == "north":
                nine = "%02d%02d%02d" % (birth[2], birth[1], birth[0] % 100) + "%02d" % r.randrange(10, 99) \
                    + str(r.randrange(0, 5) * 2 + (sex == "M"))
            else:
                nine = str(r.choice((4, 6, 7))) + "%08d" % r.randrange(10 ** 8)
            last = check_digit(nine)
            if last and nine + last not in self.used:
                self.used.add(nine + last)
                return nine + last

    def local(self):
        # One after the other, so that a household has neighbours' numbers.
        self.next_local += 1 if self.random.random() < 0.7 else self.random.randrange(2, 9)
        return "%06d" % self.next_local

    def day(self, low=1905, high=1999):
        r = self.random
        if r.random() < 0.01:
            return (r.randrange(low, high), 1, 1)
        return (r.randrange(low, high), r.randrange(1, 13), r.randrange(1, 29))

    def given(self, sex):
        return self.random.choice((MEN if sex == "M" else WOMEN)[self.kind].split())

    def add(self, family, given, sex, birth, home, former=""):
        r = self.random
        address, town, postcode, number = home
        middle = self.given(sex) if r.random() < 0.5 else ""
        person = Person(
            f"{self.kind[0].upper()}{len(self.people) + 1:06d}", self.number(birth, sex) if r.random() < 0.95 else "",
            self.local() if r.random() < 0.85 else "", self.trusts[r.random() < 0.2], family, given,
            middle if middle != given else "", former, birth, sex, address, town, postcode, number)
        self.people.append(person)
        return person

    def household(self):
        r = self.random
        area, town = AREAS[self.kind]
        self.homes += 1
        district, street = r.randrange(1, 22), r.choice(STREETS)
        inward = random.Random(f"{district} {street}")
        home = (f"{r.randrange(1, 160)} {street} {r.choice(KINDS)}", town,
                f"{area}{district} {inward.randrange(1, 10)}{inward.choice('ABDEFGHJ')}{inward.choice('LNPQRSTU')}", self.homes)
        family, way = r.choice(self.families), r.random()
        sex = r.choice("MF")
        members = [self.add(family, self.given(sex), sex, self.day(), home,
                            r.choice(self.families) if sex == "F" and r.random() < 0.3 else "")]
        head = members[0]
        if way < 0.16:  # twins, half of them of like names
            like = r.choice(LIKE[self.kind]) if r.random() < 0.5 else None
            head.given = like[0] if like else head.given
            if like:
                head.sex = "F" if like[0] in WOMEN[self.kind].split() or like[1] in WOMEN[self.kind].split() else "M"
            other = head.sex if like or r.random() < 0.6 else "MF"[head.sex == "M"]
            twin = self.add(family, like[1] if like else self.different(other, head.given), other, head.birth, home)
            if r.random() < 0.15:
                twin.middle = head.given
            head.twin, twin.twin = twin, head
            members.append(twin)
        elif way < 0.30:  # father and son of one name, or a cousin of nearly the same birth date
            year, month, day = head.birth
            if r.random() < 0.7:
                birth = (min(2009, year + r.randrange(17, 40)), r.randrange(1, 13), r.randrange(1, 29))
            else:
                is_exchanged = day <= 12 and day != month and r.random() < 0.5
                birth = (year, day, month) if is_exchanged else (year + r.choice((-1, 1)), month, day)
            other = self.add(family, head.given, head.sex, birth, home)
            head.namesake, other.namesake = other, head
            members.append(other)
        elif way < 0.75:
            members.append(self.add(family, self.given("MF"[sex == "M"]), "MF"[sex == "M"], self.day(), home))
            for _ in range(r.randrange(0, 4)):
                child = r.choice("MF")
                members.append(self.add(family, self.given(child), child, (r.randrange(1950, 2008), r.randrange(1, 13), r.randrange(1, 29)), home))
        for member in members:
            if member.namesake is None:
                # A child of the same name is a namesake, too.
                member.namesake = next((other for other in members if other is not member and other.given == member.given), None)
            member.kin = [other for other in members if other is not member]
            if member.kin and r.random() < 0.2:
                member.is_present = False

    def different(self, sex, given):
        while True:
            name = self.given(sex)
            if name != given:
                return name

    def index(self):
        return [person.row() for person in self.people if person.is_present]
