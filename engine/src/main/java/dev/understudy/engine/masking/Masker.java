package dev.understudy.engine.masking;

import dev.understudy.model.evidence.MaskReport;
import dev.understudy.targets.postgres.Owner;
import dev.understudy.targets.postgres.Reader;
import java.util.function.Consumer;

/** What masks a copy of production, and proves it. */
public interface Masker {

    /**
     * Masks and proves. The database must be unmasked, and nobody else connected.
     *
     * @param progress told of each part; what it throws ends the work
     * @return the report, also where the proof has found something: the caller refuses the copy then
     * @throws dev.understudy.model.fault.FaultException {@code mask.no-such-column}, {@code mask.no-such-tester},
     *     {@code mask.table-refused}, {@code mask.cut-off}, {@code mask.ended}
     */
    MaskReport mask(Owner database, MaskOrder order, Consumer<String> progress);

    /**
     * Looks once more for what production holds in a copy that was masked before.
     *
     * @param production where the values are read that are looked for
     * @param progress told of each part; what it throws ends the work
     * @throws dev.understudy.model.fault.FaultException {@code mask.ended}
     */
    MaskReport.Proof prove(Reader production, Owner copy, MaskOrder order, Consumer<String> progress);
}
