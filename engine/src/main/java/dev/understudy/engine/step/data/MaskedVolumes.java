package dev.understudy.engine.step.data;

import dev.understudy.model.evidence.MaskReport;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which volumes were masked and proven: a note stands beside their data, that Understudy alone may write, and goes along when
 * they are copied, kept or put back. Where other data takes their place, it is gone.
 */
public final class MaskedVolumes {

    private static final String NOTE = "mask-report.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Host host;

    public MaskedVolumes(Host host) {
        this.host = host;
    }

    /** Notes that a volume was masked, and that nothing was found in it. */
    void note(Volume volume, MaskReport report) {
        host.write(place(volume), JSON.writeValueAsString(report), "0600", null);
    }

    /** How a volume was masked; empty for one that was not. */
    public Optional<MaskReport> report(Volume volume) {
        Path note = place(volume);
        return host.exists(note)
                ? Optional.of(JSON.readValue(host.read(note), MaskReport.class))
                : Optional.empty();
    }

    private static Path place(Volume volume) {
        return volume.directory().resolve(NOTE);
    }
}
