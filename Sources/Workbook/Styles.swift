import CXLSXWriter

/// The formats of one book. They belong to the book and end with it.
@safe
struct Styles {
    let header: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    private let numbers: [Cell.NumberStyle: UnsafeMutablePointer<lxw_format>]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        unsafe header = workbook_add_format(book)
        if let header = unsafe header {
            unsafe format_set_bold(header)
            unsafe format_set_text_wrap(header)
            unsafe format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            unsafe format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
        }
        unsafe wrapped = workbook_add_format(book)
        if let wrapped = unsafe wrapped {
            unsafe format_set_text_wrap(wrapped)
            unsafe format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        var numbers: [Cell.NumberStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]
        for style in Cell.NumberStyle.allCases {
            guard let format = unsafe workbook_add_format(book) else { continue }
            unsafe format_set_num_format(format, style.format)
            if style == .month || style == .day {
                unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
            }
            unsafe numbers[style] = format
        }
        unsafe self.numbers = numbers
    }

    subscript(_ style: Cell.NumberStyle) -> UnsafeMutablePointer<lxw_format>? { unsafe numbers[style] }
}
