/// One row of `shas.csv`: a Strategic Health Authority and its Cluster.
package struct SHA: Sendable, Hashable {
    package var code: String
    package var name: String
    package var cluster: String

    package init(code: String, name: String, cluster: String) {
        self.code = code
        self.name = name
        self.cluster = cluster
    }
}
