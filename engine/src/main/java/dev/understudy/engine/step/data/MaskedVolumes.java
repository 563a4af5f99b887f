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

    private static final String NOTE = "masked.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Host host;

    public MaskedVolumes(Host host) {
        this.host = host;
    }

    /**
     * What is known of one.
     *
     * @param release whose code its data belongs to
     * @param report of its masking
     */
    public record Note(String release, MaskReport report) {}

    /** Notes that a volume was masked, and that nothing was found in it. */
    void write(Volume volume, Note note) {
        host.write(place(volume), JSON.writeValueAsString(note), "0600", null);
    }

    /** How a volume was masked; empty for one that was not. */
    public Optional<Note> note(Volume volume) {
        Path place = place(volume);
        return host.exists(place) ? Optional.of(JSON.readValue(host.read(place), Note.class)) : Optional.empty();
    }

    private static Path place(Volume volume) {
        return volume.directory().resolve(NOTE);
    }
}
