import Foundation

@testable import BenefitPlan
@testable import FilmModel

/// The plan of the golden cases: one Cluster of six months, two SHAs, four Trusts of which one has opted out.
///
/// RXA has 100 films in January and 200 in February; RXB has 60 in each of March to May; RXC is in the other
/// SHA, with 31 in March; RXD has opted out.
enum SamplePlan {
    static let clusters = """
        cluster,name,start_month,months,lsp_price,contractor_days_per_trust
        NW,North West,2026-01,6,100000.00,150
        """
    static let shas = """
        sha,name,cluster
        Q1,First,NW
        Q2,Second,NW
        """
    static let trusts = """
        trust,name,sha,community,opted_out,go_live_month,films_to_migrate,volume_commitment
        RXA,Alpha,Q1,C1,no,2026-02,300,280
        RXB,Beta,Q1,C1,,2026-05,180,180
        RXC,Gamma,Q2,,0,,31,30
        RXD,Delta,Q2,,yes,2026-01,500,400
        """
    static let schedule = """
        trust,month,planned_films
        RXA,2026-01,100
        RXA,2026-02,200
        RXB,2026-03,60
        RXB,2026-04,60
        RXB,2026-05,60
        RXC,2026-03,31
        RXD,2026-01,500
        """
    static let benefits = """
        trust,benefit,class,trigger,amount,from_month
        RXA,film and chemicals,cash_releasing,per_film,0.85,
        RXA,store rent,cash_releasing,store_empty,1000.00,
        RXA,lorry,cash_releasing,go_live,20,
        RXA,shelves sold,cash_releasing,month,7.5,2026-04
        RXA,clerks' time,non_cash,per_film,0.10,
        RXB,film and chemicals,cash_releasing,per_film,0.33,
        RXB,safety,societal,go_live,3.01,2026-06
        RXC,film and chemicals,cash_releasing,per_film,1.01,
        RXD,film and chemicals,cash_releasing,per_film,9.99,
        """
    static let cash = """
        level,code,month,kind,amount
        cluster,NW,2026-01,national_priming,60000.00
        sha,Q1,2026-02,local_cash,1000.00
        trust,RXA,2026-02,local_cash,500.00
        trust,RXD,2026-02,local_cash,70.00
        cluster,NW,2026-03,lsp_payment,100000.00
        trust,RXB,2026-03,local_capital,12.00
        """
    static let days = """
        trust,activity,days
        RXA,survey,10
        RXA,integration,40
        RXD,survey,10
        """

    static let teams = """
        level,code,role,name
        cluster,NW,lead,Ann Other
        sha,Q1,lead,Bea Two
        sha,Q2,lead,Cy Three
        """

    static let texts = [
        "clusters.csv": clusters, "shas.csv": shas, "trusts.csv": trusts, "schedule.csv": schedule,
        "benefits.csv": benefits, "cash.csv": cash, "days.csv": days,
        "teams.csv": teams,
    ]

    /// The plan's files with some of them replaced; nil takes a file away.
    static func files(replacing changes: [String: String?] = [:]) -> [String: Data] {
        var files = texts.mapValues { Data($0.utf8) }
        for (name, text) in changes { files[name] = text.map { Data($0.utf8) } }
        return files
    }

    static func plan(replacing changes: [String: String?] = [:]) throws -> Plan {
        try PlanImporter.read(files: files(replacing: changes))
    }

    static func faults(replacing changes: [String: String?]) -> [PlanFault] {
        do {
            _ = try plan(replacing: changes)
            return []
        } catch let error as PlanImportError { return error.faults } catch { return [] }
    }
}
