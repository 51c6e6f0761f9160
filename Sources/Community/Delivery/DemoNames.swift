/// Names for invented persons; each surname is used once, twins aside.
enum DemoNames {
    static let surnames = [
        "Ackroyd", "Barraclough", "Chaudhry", "Dewhurst", "Earnshaw", "Featherstone", "Greenhalgh",
        "Hargreaves", "Illingworth", "Jowett", "Kershaw", "Lumley", "Micklethwaite", "Nuttall", "O'Rourke",
        "Pickersgill", "Quarmby", "Ramsbottom", "Sutcliffe", "Threlfall", "Uttley", "Varley", "Whitworth",
        "Yewdall", "Appleyard", "Braithwaite", "Cartwright-Shaw", "Duckworth", "Eccleston", "Fothergill",
        "Garside", "Hebblethwaite", "Ingham", "Jagger", "Kowalczyk", "Lockwood", "McAllister", "Naylor",
        "Okonkwo", "Postlethwaite", "Rawnsley", "Shackleton", "Tattersall", "Underhill", "Verity",
        "Wigglesworth", "Akhtar", "Beaumont", "Crabtree", "Drinkwater", "Entwistle", "Firth", "Gaukroger",
        "Holroyd", "Iqbal", "Jessop", "Kitching", "Longbottom", "Murgatroyd", "Nightingale", "Ogden",
        "Priestley",
    ]

    static let women = [
        "Margaret", "Dorothy", "Jean", "Patricia", "Sheila", "Brenda", "Farida", "Christine", "Susan",
        "Carole", "Janet", "Gillian", "Nasreen", "Deborah", "Helen", "Tracey", "Joanne", "Siobhan", "Rachel",
        "Ngozi",
    ]

    static let men = [
        "Arthur", "Ronald", "Kenneth", "Derek", "Gordon", "Trevor", "Imran", "Keith", "Malcolm", "Graham",
        "Barry", "Stuart", "Tomasz", "Nigel", "Adrian", "Darren", "Craig", "Chidi", "Lee", "Gareth",
    ]

    static let middle = ["Anne", "Mary", "Elizabeth", "Rose", "James", "John", "William", "Thomas"]

    static let streets = [
        "Mill Lane", "Church Street", "Beck Side", "Station Road", "Victoria Terrace", "Moor View",
        "Weavers Row", "Chapel Brow", "Quarry Hill", "Tenter Croft", "Fold Lane", "Albert Street",
    ]
}
