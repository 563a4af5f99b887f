package dev.understudy.model.method;

import dev.understudy.model.method.ApprovalRule.Never;
import dev.understudy.model.method.GateReading.Read;
import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who said what about a release's content, and whether that is enough. */
record ApprovalReading(ReleaseFacts facts, People people, Instant now) {

    Read read(String gate, ApprovalRule rule) {
        if (!rule.asks(facts.changeClass(), facts.modules())) {
            return new Read(
                    new Verdict.Passed(Word.of("gate.not-asked", facts.changeClass()), Optional.empty()), List.of());
        }
        List<Person> eligible = rule.eligible(people);
        Map<String, Approval> said = latest(gate, eligible);
        Optional<Approval> no =
                said.values().stream().filter(one -> !one.yes() && current(one)).findFirst();
        if (no.isPresent()) {
            return new Read(
                    new Verdict.Failed(
                            Word.of("gate.rejected", no.get().person(), no.get().word())),
                    List.of());
        }
        List<Approval> counted = counted(said.values(), rule, now);
        if (enough(counted, rule)) {
            String names = counted.stream().map(Approval::person).collect(Collectors.joining(", "));
            Optional<Instant> since = counted.stream().map(Approval::at).max(Comparator.naturalOrder());
            return new Read(new Verdict.Passed(Word.of("gate.approved", names), since), List.of());
        }
        return new Read(notYet(said, counted, rule), missing(eligible, counted, rule));
    }

    private Verdict notYet(Map<String, Approval> said, List<Approval> counted, ApprovalRule rule) {
        Optional<Instant> deferred = said.values().stream()
                .map(Approval::effective)
                .filter(at -> at.isAfter(now))
                .sorted()
                .filter(at -> enough(counted(said.values(), rule, at), rule))
                .findFirst();
        if (deferred.isPresent()) {
            return new Verdict.Undecided(Word.of("gate.approved-from", deferred.get()), deferred);
        }
        Optional<Approval> other =
                said.values().stream().filter(one -> one.yes() && !current(one)).findFirst();
        if (other.isPresent() && counted.isEmpty()) {
            return new Verdict.Stale(Word.of(
                    "gate.approval-stale", other.get().person(), other.get().at()));
        }
        return new Verdict.Undecided(
                Word.of("gate.approvals", counted.size(), rule.needed(), roles(rule)), Optional.empty());
    }

    private List<String> missing(List<Person> eligible, List<Approval> counted, ApprovalRule rule) {
        Set<String> already = counted.stream().map(Approval::person).collect(Collectors.toSet());
        boolean somebodyElse = counted.stream().anyMatch(one -> !author(one.person()));
        List<String> awaited = eligible.stream()
                .map(Person::name)
                .filter(name -> !already.contains(name) && !excluded(name, rule))
                .filter(name -> !rule.never().contains(Never.AUTHOR_ALONE)
                        || somebodyElse
                        || rule.needed() > 1
                        || !author(name))
                .toList();
        return awaited.isEmpty() ? List.of(roles(rule)) : awaited;
    }

    private static String roles(ApprovalRule rule) {
        return String.join(", ", rule.by().stream().sorted().toList());
    }

    /** The latest word of each, as far as it stands. */
    private Map<String, Approval> latest(String gate, List<Person> eligible) {
        Set<String> names = eligible.stream().map(Person::name).collect(Collectors.toSet());
        Map<String, Approval> latest = new LinkedHashMap<>();
        facts.approvals().stream()
                .filter(one -> one.gate().equals(gate) && one.withdrawn().isEmpty() && names.contains(one.person()))
                .sorted(Comparator.comparing(Approval::at))
                .forEach(one -> latest.put(one.person(), one));
        return latest;
    }

    private List<Approval> counted(Iterable<Approval> said, ApprovalRule rule, Instant at) {
        List<Approval> counted = new ArrayList<>();
        for (Approval one : said) {
            if (one.yes() && current(one) && !one.effective().isAfter(at) && !excluded(one.person(), rule)) {
                counted.add(one);
            }
        }
        return counted;
    }

    private boolean enough(List<Approval> counted, ApprovalRule rule) {
        boolean authorsAlone = counted.stream().allMatch(one -> author(one.person()));
        return counted.size() >= rule.needed() && !(authorsAlone && rule.never().contains(Never.AUTHOR_ALONE));
    }

    private boolean current(Approval approval) {
        return approval.digest().equals(facts.digest());
    }

    private boolean excluded(String person, ApprovalRule rule) {
        return (rule.never().contains(Never.AUTHOR) && author(person))
                || (rule.never().contains(Never.RELEASER) && facts.releaser().equals(person));
    }

    private boolean author(String person) {
        return facts.authors().contains(person);
    }
}
