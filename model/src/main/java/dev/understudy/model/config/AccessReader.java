package dev.understudy.model.config;

import dev.understudy.model.config.AccessSettings.OpenId;
import dev.understudy.model.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code access}. */
final class AccessReader {

    static final List<String> KEYS = List.of("second_factor", "openid", "url");
    static final List<String> OPENID_KEYS = List.of("issuer", "client", "secret");

    private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.-]+(:[0-9]{1,5})?(/[\\w.~/-]*)?");
    private static final Pattern PAGES = Pattern.compile("https://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

    /** Whether everybody shows a second factor. */
    private enum Factor {
        OPTIONAL,
        REQUIRED
    }

    private AccessReader() {}

    static AccessSettings read(Value value) {
        Section section = new Section(value, KEYS);
        boolean required = section.value("second_factor")
                        .flatMap(word -> word.word(Factor.class))
                        .orElse(Factor.OPTIONAL)
                == Factor.REQUIRED;
        return new AccessSettings(
                required,
                section.value("openid").flatMap(AccessReader::openId),
                section.value("url")
                        .flatMap(url -> url.text(PAGES, "config.bad-pages"))
                        .map(URI::create));
    }

    private static Optional<OpenId> openId(Value value) {
        Section section = new Section(value, OPENID_KEYS);
        Optional<URI> issuer =
                section.required("issuer", "issuer: https://login.acme.example").flatMap(AccessReader::issuer);
        Optional<String> client = section.required("client", "client: understudy")
                .flatMap(text -> text.text(CLIENT, "config.bad-client"));
        Optional<SecretName> secret = section.value("secret").flatMap(MachineReader::secret);
        return issuer.flatMap(at -> client.map(name -> new OpenId(at, name, secret)));
    }

    /** In clear on this machine alone. */
    private static Optional<URI> issuer(Value value) {
        Optional<URI> address = value.text(ADDRESS, "config.bad-issuer").map(URI::create);
        if (address.isPresent()
                && address.get().getScheme().equals("http")
                && !LOOPBACK.contains(address.get().getHost())) {
            value.problem(Fault.usage("config.bad-issuer", value.path(), value.shown()));
            return Optional.empty();
        }
        return address;
    }
}
