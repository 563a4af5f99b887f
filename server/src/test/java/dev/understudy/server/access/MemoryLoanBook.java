package dev.understudy.server.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lent roles in memory. */
final class MemoryLoanBook implements LoanBook {

    private final Map<String, Loan> loans = new LinkedHashMap<>();

    @Override
    public synchronized void ask(Loan loan) {
        loans.put(loan.id(), loan);
    }

    @Override
    public synchronized Optional<Loan> loan(String id) {
        return Optional.ofNullable(loans.get(id));
    }

    @Override
    public synchronized List<Loan> latest(int most) {
        return new ArrayList<>(loans.values()).reversed().stream().limit(most).toList();
    }

    @Override
    public synchronized boolean answer(String id, String by, Instant now, Optional<Instant> ends) {
        Loan asked = loans.get(id);
        if (asked == null || asked.answeredBy() != null) {
            return false;
        }
        loans.put(
                id,
                new Loan(
                        id, asked.person(), asked.role(), asked.reason(), asked.askedAt(), by, now, ends.orElse(null)));
        return true;
    }

    @Override
    public synchronized boolean end(String id, Instant now) {
        Loan given = loans.get(id);
        if (given == null || !given.state(now).equals("given")) {
            return false;
        }
        loans.put(
                id,
                new Loan(
                        id,
                        given.person(),
                        given.role(),
                        given.reason(),
                        given.askedAt(),
                        given.answeredBy(),
                        given.answeredAt(),
                        now));
        return true;
    }

    @Override
    public synchronized Set<Role> lent(String person, Instant now) {
        return loans.values().stream()
                .filter(loan -> loan.person().equals(person) && loan.state(now).equals("given"))
                .map(Loan::role)
                .collect(Collectors.toSet());
    }
}
