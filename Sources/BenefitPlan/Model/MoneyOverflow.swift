package import FilmModel

/// A sum of the plan is greater than 64 bits of pence hold: the figures are wrong, not the world so rich.
package struct MoneyOverflow: OperatorError, Equatable {
    package init() {}

    package var message: String { "a sum of the plan is greater than can be counted" }
    package var remedy: String { "check the amounts in benefits.csv, cash.csv and clusters.csv" }
    package var exitStatus: ExitStatus { .unusableInput }
}
