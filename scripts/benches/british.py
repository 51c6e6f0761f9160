"""A made-up British index and labels with truth, seeded: hard on purpose.

    python3 scripts/benches/british.py --persons 1000000 --labels 100000 --seed 1 --output FOLDER

Writes index.csv, labels.csv and truth.csv (label_id, person_id; empty where the person is not in the index).
Names and streets are this file's own lists, sampled with the skew that British registers have; no real person
is meant. Standard library only, so that a seed gives the same bytes everywhere.

In the index: households that share surname and address, 3 % twins, some of names that are alike, fathers and sons
(mothers and daughters) of one name, former surnames, 1 January birth dates, missing fields. In the labels: misread digits, slips by
keyboard and by ear, nicknames, initials, names exchanged, married names, moved house, day and month swapped,
missing fields, numbers of a twin or of another of the household, and 5 % of persons who are not in the index although their family may be.
"""

import argparse
import csv
import os
import random

FAMILIES = """SMITH JONES WILLIAMS TAYLOR BROWN DAVIES EVANS WILSON THOMAS JOHNSON ROBERTS ROBINSON THOMPSON WRIGHT
WALKER WHITE EDWARDS HUGHES GREEN HALL LEWIS HARRIS CLARKE PATEL JACKSON WOOD TURNER MARTIN COOPER HILL WARD MORRIS
MOORE CLARK LEE KING BAKER HARRISON MORGAN ALLEN JAMES SCOTT PHILLIPS WATSON DAVIS PARKER PRICE BENNETT YOUNG
GRIFFITHS MITCHELL KELLY COOK CARTER RICHARDSON BAILEY COLLINS BELL SHAW MURPHY MILLER COX RICHARDS KHAN MARSHALL
ANDERSON SIMPSON ELLIS ADAMS SINGH BEGUM WILKINSON FOSTER CHAPMAN POWELL WEBB ROGERS GRAY MASON ALI HUNT HUSSAIN
CAMPBELL MATTHEWS OWEN PALMER HOLMES MILLS BARNES KNIGHT LLOYD BUTLER RUSSELL BARKER FISHER STEVENS JENKINS MURRAY
DIXON HARVEY GRAHAM PEARSON AHMED FLETCHER WALSH KAUR GIBSON HOWARD ANDREWS STEWART ELLIOTT REYNOLDS SAUNDERS PAYNE
FOX FORD PEARCE DAY BROOKS WEST LAWRENCE COLE ATKINSON BRADLEY SPENCER GILL DAWSON WATTS BURTON O'BRIEN WELLS
FRANCIS REID RYAN GRANT ROSE CARR GARDNER HART COLEMAN STONE ARMSTRONG CUNNINGHAM BARRETT NICHOLSON HAYES PERRY
O'CONNOR HARPER ROBERTSON CURTIS MACDONALD MCDONALD STEPHENS FERGUSON DUNN HUNTER SUTTON LANE RILEY BURKE O'NEILL
HAMILTON NEWMAN PARRY HOLLAND O'SULLIVAN MCCARTHY GALLAGHER DOYLE KENNEDY BYRNE DOHERTY WALLACE NASH PORTER
HAWKINS LOWE FRENCH POTTER GOODWIN HIGGINS BALL CROSS BIRD PARSONS WATKINS MILES BURNS TODD BATES STEPHENSON
FREEMAN MCKENZIE BUCKLEY HARDING HOPKINS READ REED MAY BISHOP SHARP COATES WARREN STEELE KAY NELSON DEAN HEATH
HOWELL LITTLE TUCKER BIRCH SHEPHERD KNOWLES AUSTIN NORRIS BARTON POOLE HARDY CLAYTON SLATER DOUGLAS ROWE LOVE
STOKES CARPENTER HICKS FROST WEBSTER LAMBERT PAGE JARVIS ARNOLD WATERS PARTRIDGE BOND FIELD CURRY FLYNN KERR LYNCH
""".split()
STEMS = """ASH BARN BECK BLACK BRAD BRAM BRIG BROAD BURN CALD CAR CHAD CHES CLAY CLIF COLD CRAN CROM DAL DEN DOD DUN
EAST ECCLES EDGE FAIR FARN FAX FLAX GAR GREEN GRIM HAL HAM HART HASL HAW HEATH HOL HORN HOUGH HUDD KEL KEN KIL KIRK
LANG LEY LIND LOX MAL MARS MELL MID NETH NEW NOR OAK OLD OT PEN PICK RAD RAM RAV RED ROTH RUD SAL SED SHEL SHIP SKEL
SOUTH STAN STOCK SUN SUT SWIN TAD THORN TIN TOL TUN WAL WAR WET WHIT WIL WIN WOOD WOR YEA""".split()
ENDS = """BOROUGH BROOK BURN BURY BY COTE CROFT DALE DEN FIELD FORD GATE HAM HEAD HOLME HURST INGTON LAND LEIGH LEY
LOCK LOW MAN MERE MORE NESS RIDGE SALL SHAW SIDE SON STALL STEAD STER STOCK STON THWAITE TON TREE WAITE WALL WARD WELL
WICK WOOD WORTH""".split()
# Forms of one name, as people are registered and as labels call them.
MEN = """JOHN:JACK,JON,JOHNNY WILLIAM:BILL,WILL,BILLY,WM JAMES:JIM,JIMMY,JAMIE GEORGE THOMAS:TOM,TOMMY ROBERT:BOB,ROB,BOBBY,BERT
DAVID:DAVE,DAVY CHARLES:CHARLIE,CHAS PETER:PETE MICHAEL:MIKE,MICK JOSEPH:JOE ARTHUR FREDERICK:FRED,FREDDIE ALBERT:BERT,ALBIE
HENRY:HARRY EDWARD:TED,EDDIE,NED RICHARD:DICK,RICK ALFRED:ALF,FRED PAUL ALAN:ALLAN,ALLEN WALTER:WALLY,WALT FRANK
RONALD:RON,RONNIE KENNETH:KEN,KENNY HAROLD:HARRY ERNEST:ERNIE STEPHEN:STEVE,STEVEN ANDREW:ANDY,DREW ANTHONY:TONY,ANTONY
BRIAN:BRYAN FRANCIS:FRANK DEREK:DEL KEITH RAYMOND:RAY DENNIS:DEN,DENIS ERIC LEONARD:LEN,LENNY MARK:MARC GEOFFREY:GEOFF,JEFF
CHRISTOPHER:CHRIS PATRICK:PAT,PADDY COLIN LESLIE:LES NORMAN:NORM STANLEY:STAN PHILIP:PHIL,PHILLIP GRAHAM:GRAEME SIDNEY:SID
REGINALD:REG DANIEL:DAN,DANNY NEIL:NEAL IAN:IAIN MARTIN:MARTYN ROY SAMUEL:SAM DOUGLAS:DOUG DONALD:DON GORDON HERBERT:BERT,HERB
TERENCE:TERRY BERNARD:BERNIE ROGER BARRY KEVIN:KEV GARY:GARRY TREVOR MATTHEW:MATT NICHOLAS:NICK SIMON STUART:STEWART
GERALD:GERRY MAURICE CYRIL HUGH CECIL RALPH EDWIN VICTOR:VIC LAWRENCE:LARRY,LAURENCE MALCOLM:MALC CLIFFORD:CLIFF
TIMOTHY:TIM HERBERT PERCY JONATHAN:JON ADRIAN HORACE DUNCAN CLIVE NIGEL MOHAMMED:MOHAMMAD,MUHAMMAD ABDUL IBRAHIM AHMED
SEAN:SHAUN LIAM OWEN IVAN RHYS GARETH HUW DYLAN CALLUM CAMERON JASON WAYNE CRAIG DEAN LUKE ADAM BENJAMIN:BEN""".split()
WOMEN = """MARY:MOLLY,POLLY MARGARET:PEGGY,MAGGIE,MEG ELIZABETH:BETTY,LIZ,BETH,BESSIE SARAH:SARA,SALLY ANNIE:ANN FLORENCE:FLO,FLORRIE
DOROTHY:DOT,DOLLY ELSIE EDITH:EDIE DORIS ETHEL ALICE JOAN ANNE:ANN,ANNIE JEAN KATHLEEN:KATH,KATHY IRENE:RENE PATRICIA:PAT,TRISH
BARBARA:BABS SUSAN:SUE,SUSIE CATHERINE:KATE,CATHY,KATHERINE JOYCE HILDA GLADYS WINIFRED:WIN,WINNIE LILIAN:LILY,LILLIAN
MARJORIE:MARGERY PHYLLIS:PHYL IVY NORA:NORAH JANE:JANEY JANET:JAN HELEN:NELL CHRISTINE:CHRIS,TINA JULIE:JULIA LINDA:LYNDA,LIN
CAROL:CAROLE JENNIFER:JENNY,JEN PAMELA:PAM MAUREEN:MO SHEILA:SHEELAGH EILEEN ELEANOR:ELLEN,NELL AGNES MARIA:MARIE MARION:MARIAN
JACQUELINE:JACKIE FRANCES:FRAN,FANNY SANDRA JUDITH:JUDY ROSE:ROSIE ANGELA:ANGIE AUDREY BRENDA BERYL JOSEPHINE:JO,JOSIE
EVELYN:EVE MAVIS SYLVIA VERA BERTHA AMY NELLIE LUCY:LUCIE EMMA:EM EMILY CHARLOTTE:LOTTIE ADA RUTH VIOLET:VI CONSTANCE:CONNIE
GILLIAN:GILL,JILL LESLEY:LES DEBORAH:DEBBIE,DEBRA AMANDA:MANDY TRACEY:TRACY SHARON KAREN:KAZ NICOLA:NICKY REBECCA:BECKY
VALERIE:VAL STELLA HEATHER WENDY THERESA:TERESA,TESS BERNADETTE BRIDGET:BRIDIE FATIMA AISHA MUMTAZ SHAHIDA SHABANA
MICHELLE CLAIRE:CLARE LOUISE:LOU JOANNE:JO,JOANNA RACHEL:RACHAEL LAURA JESSICA:JESS HANNAH:ANNA SOPHIE CHLOE MEGAN
CHRISTINA:TINA ANNA:ANN DIANA:DI DIANE:DI HARRIET ISABEL:ISABELLA,BELLA JANICE:JAN GERALDINE PAULINE RITA MURIEL""".split()
STREETS = """HIGH STATION MAIN CHURCH VICTORIA PARK MILL LONDON MANOR KINGS QUEENS SCHOOL NEW GRANGE NORTH SOUTH WEST EAST
GREEN SPRINGFIELD GEORGE HIGHFIELD ALBERT ALEXANDRA WINDSOR YORK STANLEY CHESTNUT BEECH ELM OAK ASH CEDAR WILLOW
HAWTHORN LIME POPLAR ALBION CROSS BRIDGE CASTLE CHAPEL WELL HILL MEADOW ORCHARD BROOK RIVER CANAL FOUNDRY GAS
WATERLOO TRAFALGAR NELSON WELLINGTON CROMWELL GLADSTONE DISRAELI PEEL RUSSELL CAVENDISH DEVONSHIRE NORFOLK SUFFOLK
ESSEX KENT SURREY DORSET SOMERSET CORNWALL DERBY LANCASTER DURHAM CARLISLE MOORLAND PENNINE COPPICE WOODLAND
FERN HEATHER BRACKEN BRAMBLE PRIMROSE ROWAN SYCAMORE LABURNUM LILAC LAUREL HOLLY IVY ROSE""".split()
KINDS = [("STREET", "ST"), ("ROAD", "RD"), ("AVENUE", "AVE"), ("CLOSE", "CL"), ("LANE", "LN"), ("DRIVE", "DR"),
         ("CRESCENT", "CRES"), ("TERRACE", "TERR"), ("GROVE", "GR"), ("PLACE", "PL"), ("COURT", "CT"), ("GARDENS", "GDNS")]
AREAS = """AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EN EX FY GL GU HA HD HG HP
HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP
SR SS ST SW SY TA TF TN TQ TR TS TW UB W WA WD WF WN WR WS WV YO""".split()
TRUSTS = ["RXA", "RXB", "RXC", "RXD"]
NEAR = {"A": "QWSZ", "B": "VGHN", "C": "XDFV", "D": "SERFCX", "E": "WSDR", "F": "DRTGVC", "G": "FTYHBV", "H": "GYUJNB",
        "I": "UJKO", "J": "HUIKMN", "K": "JIOLM", "L": "KOP", "M": "NJK", "N": "BHJM", "O": "IKLP", "P": "OL", "Q": "WA",
        "R": "EDFT", "S": "AWEDXZ", "T": "RFGY", "U": "YHJI", "V": "CFGB", "W": "QASE", "X": "ZSDC", "Y": "TGHU", "Z": "ASX"}
EARS = [("PH", "F"), ("CK", "K"), ("EY", "IE"), ("IE", "EY"), ("GH", "G"), ("OU", "U"), ("EA", "EE"), ("TH", "T"), ("LL", "L"),
        ("SS", "S"), ("TT", "T"), ("NN", "N"), ("MC", "MAC"), ("MAC", "MC"), ("SON", "SEN"), ("ER", "AR"), ("AI", "AY"), ("Y", "I"),
        ("C", "K"), ("S", "Z")]
EYES = {"0": "68", "1": "74", "2": "7", "3": "85", "4": "91", "5": "63", "6": "05", "7": "12", "8": "30", "9": "47"}


def skewed(count, exponent, shift):
    """Cumulative weights after Zipf and Mandelbrot: a few names are many people's."""
    total, result = 0.0, []
    for rank in range(count):
        total += 1.0 / (rank + shift) ** exponent
        result.append(total)
    return result


class People:
    """The index: a list of persons, and households to add to."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pairs = random.Random(seed * 31 + 5)
        rare = [stem + end for stem in STEMS for end in ENDS]
        random.Random(1).shuffle(rare)
        self.families = FAMILIES + rare
        self.family_weights = skewed(len(self.families), 0.92, 12)
        self.men = [part.split(":") for part in MEN]
        self.women = [part.split(":") for part in WOMEN]
        self.men_weights = skewed(len(self.men), 0.9, 4)
        self.women_weights = skewed(len(self.women), 0.9, 4)
        self.used = set()
        self.locals = 0
        self.towns = self.random.choices(["".join(pair) for pair in ((s, e) for s in STEMS for e in ENDS)], k=1500)
        self.places = {}
        self.rows = []

    def family(self):
        return self.random.choices(self.families, cum_weights=self.family_weights)[0]

    def given(self, sex):
        names, weights = (self.men, self.men_weights) if sex == "M" else (self.women, self.women_weights)
        return self.random.choices(names, cum_weights=weights)[0][0]

    def alike(self, given, sex):
        """For two twins in five a name that begins as the other's: Marion and Maria, Dennis and Derek."""
        names = [names[0] for names in (self.men if sex == "M" else self.women)
                 if names[0][:2] == given[:2] and names[0] != given]
        return self.pairs.choice(names) if names and self.pairs.random() < 0.4 else None

    def number(self):
        while True:
            head = self.random.randrange(400_000_000, 490_000_000) if self.random.random() < 0.6 else \
                self.random.randrange(600_000_000, 799_999_999)
            digits = f"{head:09d}"
            check = (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11) % 11
            number = f"{digits}{check}"
            if check != 10 and number not in self.used and len(set(number)) > 1:
                self.used.add(number)
                return number

    def address(self):
        r = self.random
        town = r.choice(self.towns)
        area = self.places.setdefault(town, r.choice(AREAS))
        outward = f"{area}{r.randrange(1, 22)}"
        street = r.choice(STREETS)
        kind = r.choice(KINDS)
        # Some thirty people share a postcode: the street stands for it.
        code = random.Random(f"{town}{street}{kind[0]}")
        inward = f"{code.randrange(1, 10)}{code.choice('ABDEFGHJLNPQRSTUWXYZ')}{code.choice('ABDEFGHJLNPQRSTUWXYZ')}"
        return f"{r.randrange(1, 160)} {street} {kind[0]}", town.title(), f"{area}{code.randrange(1, 22)} {inward}"

    def day(self, low, high):
        r = self.random
        year = r.randrange(low, high)
        if r.random() < 0.006:
            return year, 1, 1
        return year, r.randrange(1, 13), r.randrange(1, 29) if r.random() < 0.93 else r.randrange(1, 29)

    def person(self, family, sex, born, home, given=None):
        r = self.random
        given = given or self.given(sex)
        middle = self.given(sex) if r.random() < 0.55 else ""
        former = self.family() if sex == "F" and born[0] < 1985 and r.random() < 0.45 else ""
        died = ""
        if r.random() < 0.16 and born[0] < 1960:
            died = f"{min(2012, born[0] + r.randrange(45, 95))}-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}"
        self.locals += 1
        return {
            "person_id": f"P{len(self.rows) + 1:08d}", "nhs_number": self.number() if r.random() < 0.97 else "",
            "local_id": f"{r.choice('ABCDEFGH')}{self.locals * 7 + r.randrange(7):07d}" if r.random() < 0.8 else "",
            "local_id_issuer": r.choice(TRUSTS), "family_name": family, "given_name": given, "middle_names": middle,
            "previous_family_name": former, "birth_date": f"{born[0]}-{born[1]:02d}-{born[2]:02d}",
            "death_date": died, "sex": sex if r.random() < 0.995 else "", "address": home[0] if r.random() < 0.98 else "",
            "town": home[1], "postcode": home[2] if r.random() < 0.985 else "", "twin": "",
        }

    def fill(self, count):
        r = self.random
        while len(self.rows) < count:
            home = self.address()
            family = self.family()
            kind = r.random()
            first = self.day(1905, 2000)
            sex = r.choice("MF")
            head = self.person(family, sex, first, home)
            self.rows.append(head)
            if kind < 0.60:
                partner = self.person(
                    family if r.random() < 0.85 else self.family(), "F" if sex == "M" else "M",
                    self.day(max(1900, first[0] - 8), first[0] + 8), home)
                self.rows.append(partner)
            if kind < 0.45:
                for _ in range(r.choice([1, 1, 2, 2, 3])):
                    child_sex = r.choice("MF")
                    born = self.day(first[0] + 19, first[0] + 40)
                    # A son of his father's name, a daughter of her mother's.
                    given = head["given_name"] if child_sex == sex and r.random() < 0.06 else None
                    self.rows.append(self.person(family, child_sex, born, home, given))
                    if r.random() < 0.035:
                        twin_sex = child_sex if r.random() < 0.65 else ("F" if child_sex == "M" else "M")
                        one = self.rows[-1]
                        name = self.alike(one["given_name"], twin_sex) or self.given(twin_sex)
                        if name == one["given_name"]:
                            continue
                        other = self.person(family, twin_sex, born, home, name)
                        one["twin"], other["twin"] = other["person_id"], one["person_id"]
                        self.rows.append(other)
        del self.rows[count:]


class Labels:
    """What bureaus read from jackets: a person, then what time and clerks did to it."""

    def __init__(self, people, seed):
        self.random = random.Random(seed * 1000 + 7)
        self.people = people
        self.forms = {names[0]: names[1].split(",") for names in people.men + people.women if len(names) > 1}

    def chance(self, share):
        return self.random.random() < share

    def slip(self, text):
        """One slip by keyboard, by ear or by hand."""
        r = self.random
        if len(text) < 3:
            return text
        way = r.random()
        if way < 0.3:
            fits = [pair for pair in EARS if pair[0] in text]
            if fits:
                old, new = r.choice(fits)
                return text.replace(old, new, 1)
        place = r.randrange(1, len(text)) if r.random() < 0.85 else 0
        letter = text[place]
        if way < 0.6 and letter in NEAR:
            return text[:place] + r.choice(NEAR[letter]) + text[place + 1:]
        if way < 0.75:
            return text[:place] + text[place + 1:]
        if way < 0.87 and place < len(text) - 1:
            return text[:place] + text[place + 1] + text[place] + text[place + 2:]
        return text[:place] + letter + text[place:]

    def misread(self, number):
        """One digit read as one that looks like it, or two neighbours swapped."""
        places = [place for place, digit in enumerate(number) if digit.isdigit()]
        if not places:
            return number
        place = self.random.choice(places)
        if self.chance(0.25) and place + 1 < len(number) and number[place + 1].isdigit():
            return number[:place] + number[place + 1] + number[place] + number[place + 2:]
        digit = self.random.choice(EYES[number[place]]) if self.chance(0.7) else str(self.random.randrange(10))
        return number[:place] + digit + number[place + 1:]

    def label(self, number, person):
        r = self.random
        born = person["birth_date"]
        year, month, day = (int(part) for part in born.split("-"))
        family, given = person["family_name"], person["given_name"]
        home = (person["address"], person["town"], person["postcode"])
        if person["sex"] == "F" and year < 1980 and self.chance(0.06):
            # The name before or after a marriage, known to the index or not.
            family = person["previous_family_name"] if person["previous_family_name"] and self.chance(0.7) \
                else self.people.family()
        if self.chance(0.12):
            home = self.people.address()
        if given in self.forms and self.chance(0.10):
            given = r.choice(self.forms[given])
        elif self.chance(0.03):
            given = given[0]
        elif person["middle_names"] and self.chance(0.015):
            given = person["middle_names"]
        elif person["middle_names"] and self.chance(0.10):
            given = f"{given} {person['middle_names'] if self.chance(0.5) else person['middle_names'][0]}"
        if self.chance(0.05):
            family = self.slip(family)
        if self.chance(0.05):
            given = self.slip(given)
        if self.chance(0.008):
            family, given = given, family
        if self.chance(0.015) and day <= 12:
            month, day = day, month
        birth = f"{year}-{month:02d}-{day:02d}"
        style = r.random()
        if self.chance(0.03):
            birth = self.misread(birth)
        elif style < 0.4:
            birth = f"{day:02d}/{month:02d}/{year}"
        elif style < 0.45:
            birth = f"{day}.{month}.{year}"
        elif style < 0.455:
            birth = str(year)
        elif style < 0.475:
            birth = ""
        nhs = person["nhs_number"] if self.chance(0.62) else ""
        if nhs and self.chance(0.04):
            nhs = self.misread(nhs)
        if nhs and self.chance(0.5):
            nhs = f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}"
        local = person["local_id"] if self.chance(0.75) else ""
        if local and self.chance(0.04):
            local = self.misread(local)
        sex = person["sex"] if self.chance(0.93) else ""
        if sex and self.chance(0.004):
            sex = "F" if sex == "M" else "M"
        address, town, postcode = home
        if address and self.chance(0.10):
            address = self.slip(address)
        if self.chance(0.4):
            for long, short in KINDS:
                address = address.replace(f" {long}", f" {short}")
        if postcode and self.chance(0.04):
            postcode = self.misread(postcode)
        if self.chance(0.5):
            family, given = family.title(), given.title()
        exam = min(2011, max(year + 1, 1960) + r.randrange(0, 45))
        if person["death_date"]:
            exam = min(exam, int(person["death_date"][:4]) - 1)
        exam = max(exam, year + 1)
        return {
            "label_id": f"L{number:07d}", "nhs_number": nhs, "local_id": local,
            "local_id_issuer": person["local_id_issuer"] if local else "", "family_name": family if self.chance(0.995) else "",
            "given_name": given if self.chance(0.985) else "", "birth_date": birth, "sex": sex,
            "address": address if self.chance(0.85) else "", "town": town if self.chance(0.85) else "",
            "postcode": postcode if self.chance(0.82) else "", "exam_date": f"{exam}-{r.randrange(1, 13):02d}",
        }


def write(folder, name, rows, columns):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def make(folder, persons, labels, seed):
    """Writes the three files."""
    os.makedirs(folder, exist_ok=True)
    people = People(seed)
    # 5 % of the labels' persons are left out of the index; their families stay.
    absent = labels // 20
    people.fill(persons + absent)
    chance = random.Random(seed * 7919 + 3)
    order = list(range(len(people.rows)))
    chance.shuffle(order)
    gone = set(order[:absent])
    # One in ten of the absent has a twin or a namesake in the index: the hardest.
    twins = [place for place, row in enumerate(people.rows) if row["twin"]]
    chance.shuffle(twins)
    gone = set(list(gone)[absent // 10:]) | set(twins[:absent // 10])
    index = [row for place, row in enumerate(people.rows) if place not in gone]
    kept = [place for place in order if place not in gone]
    hard = [place for place in twins if place not in gone][:labels * 3 // 100]
    chosen = hard + kept[:labels - absent - len(hard)] + sorted(gone)
    chance.shuffle(chosen)
    chosen = chosen[:labels]
    maker = Labels(people, seed)
    mixing = random.Random(seed * 131 + 11)
    rows, truth = [], []
    for number, place in enumerate(chosen, 1):
        person = people.rows[place]
        # The numbers of a twin, or of the next of the household, who is in the index as this person is.
        other = people.rows[place - 1] if place else person
        share = 0.02 if person["twin"] else 0.001
        is_mixed = mixing.random() < share and place not in gone and place - 1 not in gone \
            and other["address"] == person["address"]
        numbers = {key: other[key] for key in ("nhs_number", "local_id", "local_id_issuer")} if is_mixed else {}
        row = maker.label(number, {**person, **numbers})
        # With an initial, or without a given name, it would be the other's label in all that it says.
        rows.append(maker.label(number, person) if is_mixed and len(row["given_name"]) < 2 else row)
        truth.append({"label_id": rows[-1]["label_id"], "person_id": "" if place in gone else person["person_id"]})
    chance.shuffle(index)
    columns = [key for key in people.rows[0] if key != "twin"]
    write(folder, "index.csv", index, columns)
    write(folder, "labels.csv", rows, list(rows[0]))
    write(folder, "truth.csv", truth, ["label_id", "person_id"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--labels", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", required=True)
    options = parser.parse_args()
    make(options.output, options.persons, options.labels, options.seed)
