import FilmModel
import Glibc

/// How the process ends: at once, with what was printed out. `exit` would run the destructors of DCMTK's statics, its
/// loggers among them, under threads that are still inside of it: those of a lane that was given up after the grace
/// period, or that let go of its association last.
enum ProcessEnd {
    static func now(_ status: ExitStatus) -> Never { now(status.rawValue) }

    static func now(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }
}
