import Foundation
import Testing

@Suite("The adversary of the matcher")
struct AdversaryTests {
    @Test(
        "finds no wrong match in any class that can be decided, small",
        .enabled(if: OutsideTool.isInstalled("python3")))
    func small() async throws {
        let folder = try TemporaryFolder()
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let bench = root.appending(path: "scripts/benches/adversary.py").path(percentEncoded: false)
        let (succeeded, output) = try await OutsideTool.run(
            "python3",
            [
                bench, "--binary", Tool.path, "--persons", "800", "--labels", "4", "--folder", folder.path,
            ])
        #expect(succeeded, "\(output)")
        #expect(output.contains("Wrong in classes that can be decided: 0"))
    }
}
