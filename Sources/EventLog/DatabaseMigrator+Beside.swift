// A command may open a database in the very moment in which the collector makes it.

package import GRDB
import Glibc

extension DatabaseMigrator {
    /// Brings a database up to date, also while another process does the same: each step is taken by one of them, and who finds it taken
    /// looks again.
    package func migrateBesideOthers(_ writer: some DatabaseWriter) throws {
        var patience = 20
        while true {
            do {
                return try migrate(writer)
            } catch  where patience > 0 {
                patience -= 1
                usleep(50_000)
            }
        }
    }
}
