/* What SQLite itself costs: the statements of a claim and of a delivered film's finish, as LedgerDrill's drain has
 * them, bound to fixed texts and stepped in C, without fairness, checks, JSON or a second thread.
 *
 *   ledger-floor LEDGER GROUP SECONDS     changes the ledger; its films are not worth a run afterwards
 */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PER_TRUST = 8, TRUSTS = 250, MOST = 1024 };
static sqlite3 *db;

static void check(int code)
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        exit(1);
    }
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    check(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
    return statement;
}

/* Binds by a pattern (i: long, t: text, 0: null), and runs to the end; columns are read as what they are. */
static long run(sqlite3_stmt *statement, const char *pattern, ...)
{
    va_list values;
    va_start(values, pattern);
    for (int place = 1; *pattern; place++, pattern++) {
        if (*pattern == 'i') sqlite3_bind_int64(statement, place, va_arg(values, long));
        else if (*pattern == 't') sqlite3_bind_text(statement, place, va_arg(values, char *), -1, SQLITE_STATIC);
        else sqlite3_bind_null(statement, place);
    }
    va_end(values);
    long first = 0;
    int rows = 0, code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(statement); column++) {
            if (sqlite3_column_type(statement, column) == SQLITE_TEXT) sqlite3_column_text(statement, column);
            else if (column == 0 && rows == 0) first = sqlite3_column_int64(statement, 0);
            else sqlite3_column_int64(statement, column);
        }
        rows++;
    }
    check(code);
    sqlite3_reset(statement);
    return first;
}

static double now(void)
{
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    return moment.tv_sec + moment.tv_nsec * 1e-9;
}

int main(int count, char **arguments)
{
    if (count != 4) return 64;
    check(sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
    int group = atoi(arguments[2]);
    double seconds = atof(arguments[3]);
    if (group > MOST) return 64;
    check(sqlite3_exec(db,
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192;"
        "PRAGMA foreign_keys = ON; INSERT OR IGNORE INTO worker VALUES ('floor', '', '', 1, 0, 0)", NULL, NULL, NULL));
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    sqlite3_stmt *bump = prepare("UPDATE counter SET value = value + 1 WHERE name = 'epoch' RETURNING value");
    sqlite3_stmt *next = prepare(
        "SELECT film, due_day, cost, attempt, rescues, rescued_at FROM ready WHERE trust = ? AND kind = 'migrate' "
        "AND lane = 1 AND (due_day, film) > (0, ?) ORDER BY due_day, film LIMIT ?");
    sqlite3_stmt *lease = prepare(
        "INSERT INTO lease SELECT film, trust, kind, lane, due_day, cost, attempt, rescues, rescued_at, 'floor', ?4, ?5 "
        "FROM ready WHERE trust = ?1 AND kind = 'migrate' AND lane = 1 AND due_day = 0 AND film BETWEEN ?2 AND ?3");
    sqlite3_stmt *leave = prepare(
        "DELETE FROM ready WHERE trust = ? AND kind = 'migrate' AND lane = 1 AND due_day = 0 AND film BETWEEN ? AND ?");
    sqlite3_stmt *films = prepare(
        "SELECT film.*, manifest.*, finding.* FROM lease CROSS JOIN film ON film.id = lease.film "
        "CROSS JOIN manifest ON manifest.film = lease.film LEFT JOIN finding ON finding.film = lease.film "
        "WHERE lease.film BETWEEN ? AND ? AND lease.epoch = ? AND lease.trust = ?");
    sqlite3_stmt *carried = prepare(
        "SELECT history, film.*, lease.* FROM film LEFT JOIN lease ON lease.film = film.id AND lease.epoch = ?2 "
        "WHERE film.id = ?1");
    sqlite3_stmt *store = prepare(
        "INSERT INTO store (film, previous, destination, sop_uid, sent_at, dimse_status, verified_at, method) "
        "VALUES (?, ?, 'primary', ?, ?, 0, NULL, 'store')");
    sqlite3_stmt *finding = prepare(
        "INSERT INTO finding VALUES (?, 'match', ?, NULL, NULL, ?, ?, NULL, ?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *history = prepare(
        "INSERT INTO history (film, previous, claimed_at, at, event, cause, actor) "
        "VALUES (?, ?, ?, ?, 'deliver', NULL, 'floor')");
    sqlite3_stmt *move = prepare(
        "UPDATE OR FAIL film SET state = 'delivered', history = ?, store = ? WHERE id = ? AND state = 'queued'");
    sqlite3_stmt *ready = prepare("INSERT INTO ready VALUES (?, 'verify', 1, 0, ?, ?, 0, 0, NULL)");
    sqlite3_stmt *end = prepare("DELETE FROM lease WHERE film = ?");
    sqlite3_stmt *trust = prepare(
        "UPDATE trust_count SET queued = queued - ?2, delivered = delivered + ?2 WHERE trust = ?1");
    sqlite3_stmt *batch = prepare(
        "UPDATE batch_count SET queued = queued - ?2, delivered = delivered + ?2 "
        "WHERE batch = (SELECT batch FROM film WHERE id = ?1)");
    sqlite3_stmt *flow = prepare(
        "INSERT INTO flow SELECT batch, '2027-01-15', ?2, ?3 FROM film WHERE id = ?1 "
        "ON CONFLICT (batch, state, day) DO UPDATE SET films = films + excluded.films");
    static char codes[TRUSTS][8], digest[65], uid[64];
    memset(digest, 'a', 64);
    int trusts = 0;
    sqlite3_stmt *all = prepare("SELECT code FROM trust ORDER BY code");
    while (trusts < TRUSTS && sqlite3_step(all) == SQLITE_ROW)
        snprintf(codes[trusts++], 8, "%s", (const char *)sqlite3_column_text(all, 0));
    sqlite3_finalize(all);

    static struct { char *trust; long film; } taken[MOST];
    double started = now();
    long done = 0;
    for (int turn = 0; now() - started < seconds; done += group) {
        int films_taken = 0, empty = 0;
        run(begin, "");
        long epoch = run(bump, "");
        while (films_taken < group && empty < trusts) {
            char *code = codes[turn++ % trusts];
            long first = films_taken, wanted = group - films_taken < PER_TRUST ? group - films_taken : PER_TRUST;
            sqlite3_bind_text(next, 1, code, -1, SQLITE_STATIC);
            sqlite3_bind_int64(next, 2, 0);
            sqlite3_bind_int64(next, 3, wanted);
            while (sqlite3_step(next) == SQLITE_ROW) {
                taken[films_taken].trust = code;
                taken[films_taken++].film = sqlite3_column_int64(next, 0);
            }
            sqlite3_reset(next);
            empty = films_taken == first ? empty + 1 : 0;
            if (films_taken == first) continue;
            run(lease, "tiiii", code, taken[first].film, taken[films_taken - 1].film, epoch, 1800000000000);
            run(leave, "tii", code, taken[first].film, taken[films_taken - 1].film);
        }
        if (films_taken == 0) break;
        run(commit, "");
        for (int first = 0, last; first < films_taken; first = last + 1) {
            for (last = first; last + 1 < films_taken && taken[last + 1].trust == taken[first].trust; last++);
            run(films, "iiit", taken[first].film, taken[last].film, epoch, taken[first].trust);
        }
        run(begin, "");
        for (int index = 0; index < films_taken; index++) {
            long film = taken[index].film;
            snprintf(uid, sizeof uid, "2.25.%ld00000000000000000000000000001", film);
            long previous = run(carried, "ii", film, epoch);
            run(store, "i0ti", film, uid, 1800000000000);
            long stored = sqlite3_last_insert_rowid(db);
            run(finding, "ittitttttt", film, "P1234567", "{\"candidates\":[],\"reasons\":[\"NHS number and birth date\"]}",
                1800000000000, digest, digest,
                "{\"(0008,0020)\":\"19990504\",\"(0010,0010)\":\"SAMPLE^ANN\",\"(0010,0020)\":\"9434765919\","
                "\"(0010,0030)\":\"19500101\",\"(0010,0040)\":\"F\",\"(0020,0062)\":\"U\"}",
                uid, uid, uid);
            run(history, "iiii", film, previous, 1800000000000, 1800000000000);
            run(move, "iii", (long)sqlite3_last_insert_rowid(db), stored, film);
            run(ready, "tii", taken[index].trust, film, 10240000L);
            run(end, "i", film);
        }
        for (int first = 0, last; first < films_taken; first = last + 1) {
            for (last = first; last + 1 < films_taken && taken[last + 1].trust == taken[first].trust; last++);
            long films_of_run = last - first + 1;
            run(trust, "ti", taken[first].trust, films_of_run);
            run(batch, "ii", taken[first].film, films_of_run);
            run(flow, "iti", taken[first].film, "queued", -films_of_run);
            run(flow, "iti", taken[first].film, "delivered", films_of_run);
        }
        run(commit, "");
    }
    printf("%.0f\n", done / (now() - started));
    return 0;
}
