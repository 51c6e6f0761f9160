import FilmModel
import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("The demonstration's community")
struct DemoCommunityTests {
    private static func community(_ seed: UInt64 = 7) throws -> DemoCommunity {
        let today = try #require(PartialDate("2026-11-24"))
        return DemoCommunity(seed: seed, filmSize: .about(width: 96, height: 112), today: today)
    }

    /// The rows of a table that quotes nothing.
    private static func rows(_ table: DemoTable) -> [[String: String]] {
        let lines = table.text.split(separator: "\r\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    @Test("every number of the index is valid, one is Scottish, all differ")
    func numbers() throws {
        let community = try Self.community()
        let numbers = community.people.all.compactMap(\.nhsNumber).compactMap { NationalNumber($0) }
        #expect(community.people.all.count >= 58 && numbers.count == community.people.all.count)
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.filter { $0.kind == .chi }.map(\.digits) == [community.people.borderer.nhsNumber])
        #expect(numbers.allSatisfy { $0.kind == .chi || $0.kind == .nhs })
    }

    @Test("the twins differ in forename and numbers alone")
    func twins() throws {
        let twins = try Self.community().people.twins
        #expect(twins.count == 2 && twins[0].givenName != twins[1].givenName)
        #expect(twins[0].nhsNumber != twins[1].nhsNumber && twins[0].localID != twins[1].localID)
        #expect(
            twins[0].familyName == twins[1].familyName && twins[0].birthDate == twins[1].birthDate
                && twins[0].address == twins[1].address && twins[0].postcode == twins[1].postcode)
    }

    @Test("a seed decides everything, and another one something else")
    func deterministic() throws {
        let tables = try [7, 7, 8].map { try Self.community($0).people.table.text }
        #expect(tables[0] == tables[1] && tables[1] != tables[2])
    }

    @Test(
        "the bags hold at least sixty films, and every kind of trouble", arguments: [7, 11, 2026] as [UInt64])
    func films(seed: UInt64) throws {
        let community = try Self.community(seed)
        let whole = community.bags.filter { !$0.isTorn }
        #expect(whole.count == 3 && community.bags.count == 4)
        #expect(Set(whole.map(\.trust.code)) == ["RXA", "RXB", "RXC"])
        let expectations = whole.flatMap(\.expectations)
        #expect(expectations.count >= 60)
        let codes = Set(expectations.compactMap(\.code))
        #expect(
            codes == [
                .duplicateExact, .duplicateFilm, .patientAmbiguous, .patientNotFound, .borderReferral,
                .truncated,
            ])
        #expect(expectations.contains { $0.warning == .checkDigit })
        for bag in community.bags {
            #expect(Set(bag.films.map(\.filmID)).count == bag.films.count)
            #expect(bag.films.map(\.filmID) == bag.expectations.map(\.filmID))
            #expect(Set(bag.films.map(\.image)) == Set(bag.scans.map(\.path)))
        }
        let films = whole.flatMap(\.films)
        #expect(films.contains { ($0.page ?? 0) >= 3 })
        #expect(films.contains { $0.urgentBy != nil } && films.contains { $0.examDate?.isComplete == false })
        let forms = Set(whole.flatMap(\.scans).map(\.encoding))
        #expect(forms == Set(DemoEncoding.allCases))
        let born = Dictionary(uniqueKeysWithValues: community.people.all.map { ($0.id, $0.birthDate) })
        for (film, expectation) in zip(films, expectations) {
            guard let date = film.examDate, let person = expectation.person, let birth = born[person] else {
                continue
            }
            #expect(birth?.isCertainlyBefore(date) == true)
        }
    }

    @Test("the plan's money covers its price, in sum and month by month")
    func money() throws {
        let plan = try Self.community().plan
        let tables = Dictionary(uniqueKeysWithValues: plan.tables.map { ($0.name, Self.rows($0.table)) })
        #expect(tables.count == 7)
        let cluster = try #require(tables["clusters.csv"]?.first)
        let price = try #require(Double(cluster["lsp_price"] ?? ""))
        var balance: [String: Double] = [:]
        var total = 0.0
        for row in tables["cash.csv"] ?? [] {
            let amount = try #require(Double(row["amount"] ?? ""))
            let month = try #require(row["month"])
            switch row["kind"] {
            case "national_priming", "local_cash":
                balance[month, default: 0] += amount
                total += amount
            case "lsp_payment": balance[month, default: 0] -= amount
            default: break
            }
        }
        // Counted on the safe side: what begins with go-live, and nothing else.
        for row in tables["benefits.csv"] ?? [] where row["class"] == "cash_releasing" {
            guard row["trigger"] == "go_live", let from = row["from_month"] else { continue }
            let amount = try #require(Double(row["amount"] ?? ""))
            for month in balance.keys.filter({ $0 >= from }) {
                balance[month, default: 0] += amount
                total += amount
            }
        }
        #expect(total >= price)
        var sum = 0.0
        for month in balance.keys.sorted() {
            sum += balance[month] ?? 0
            #expect(sum >= 0, "\(month)")
        }
        let days = (tables["days.csv"] ?? []).compactMap { Int($0["days"] ?? "") }.reduce(0, +)
        #expect(days == 450)
        let planned = (tables["schedule.csv"] ?? []).compactMap { Int($0["planned_films"] ?? "") }
        let committed = (tables["trusts.csv"] ?? []).compactMap { Int($0["volume_commitment"] ?? "") }
        #expect(planned.reduce(0, +) == committed.reduce(0, +))
    }

    @Test("bagit takes the whole bags and refuses the torn one")
    func bags() async throws {
        let folder = try TemporaryFolder()
        let files = try Self.community().write(to: folder.path)
        #expect(files.bags.count == 4 && files.expectations.count >= 65)
        #expect(FileManager.default.fileExists(atPath: files.index))
        guard await OutsideTool.pythonHas("bagit") else { return }
        for bag in files.bags {
            let judged = try await OutsideTool.run("python3", ["-m", "bagit", "--validate", "--quiet", bag])
            #expect(judged.succeeded == (bag != files.tornBag))
        }
    }

    @Test("a film delivered twice has the same bytes twice")
    func repeated() throws {
        let folder = try TemporaryFolder()
        let community = try Self.community()
        let files = try community.write(to: folder.path)
        let bag = community.bags[0]
        let copy = try #require(bag.expectations.first { $0.twinFilm != nil })
        func bytes(of film: String) throws -> Data {
            let image = try #require(bag.films.first { $0.filmID == film }?.image)
            return try Data(contentsOf: URL(filePath: files.bags[0] + "/data/" + image))
        }
        #expect(try bytes(of: copy.filmID) == bytes(of: try #require(copy.twinFilm)))
    }
}
