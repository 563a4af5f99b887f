package dev.understudy.it;

import dev.understudy.targets.host.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** Debian's Chromium, without a screen, driven through Debian's driver. Both are installed when they are not there. */
final class Chromium implements AutoCloseable {

    private static final int BESIDE = 6;

    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ChromeDriver driver;
    private final String axe;
    private String address = "";

    /** Opens a window of its own. */
    Chromium() throws IOException, InterruptedException {
        install();
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--lang=en");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
        try (InputStream script = Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"))) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.isExecutable(DRIVER) && Files.isExecutable(Path.of("/usr/bin/chromium"))) {
            return;
        }
        int code = new ProcessBuilder(
                        "bash", "-c", ". ../bin/jdk && install_packages chromium chromium-driver fonts-dejavu-core")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("Chromium could not be installed");
        }
    }

    /** Turns to a service of this machine, where nobody knows it yet. */
    void of(int port) {
        driver.manage().deleteAllCookies();
        address = "http://127.0.0.1:" + port;
    }

    void open(String path) {
        driver.get(path.startsWith("http") ? path : address + path);
    }

    /** Where it is, below the service. */
    String path() {
        return Objects.requireNonNull(driver.getCurrentUrl()).replace(address, "");
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    /** What can be read of the page. */
    String text() {
        return await(page -> page.findElement(By.tagName("body")).getText(), "page");
    }

    WebElement find(String css) {
        return await(page -> page.findElement(By.cssSelector(css)), css);
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits until something of the page is as it should be. */
    void awaitText(String wanted) {
        String _ = await(
                page -> {
                    String text = page.findElement(By.tagName("body")).getText();
                    if (!text.contains(wanted)) {
                        throw new NoSuchElementException(wanted);
                    }
                    return text;
                },
                wanted);
    }

    /** Waits until something is on the page no more. */
    void awaitGone(String css) {
        String _ = await(
                page -> {
                    if (!page.findElements(By.cssSelector(css)).isEmpty()) {
                        throw new NoSuchElementException("no more");
                    }
                    return css;
                },
                "page without " + css);
    }

    /** Waits until somebody follows. */
    void awaitFollower(IntSupplier followers) {
        String _ = await(
                page -> {
                    if (followers.getAsInt() == 0) {
                        throw new NoSuchElementException("none");
                    }
                    return "one";
                },
                "follower");
    }

    /** Takes something to something else, as with a mouse; a little to the right of its middle, which may be a line between two. */
    void drag(String from, String to) {
        WebElement target = find(to);
        new Actions(driver)
                .moveToElement(find(from))
                .clickAndHold()
                .moveToElement(target, BESIDE, 0)
                .release()
                .perform();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Whether one would have to scroll sideways. */
    boolean wider() {
        return Boolean.TRUE.equals(
                driver.executeScript("return document.documentElement.scrollWidth > window.innerWidth"));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.manage().window().setSize(new Dimension(Math.max(width, 500), height));
    }

    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** As a browser that runs no scripts. */
    void scripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** As a browser whose user reads a language. */
    void language(String language) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
    }

    void forget() {
        driver.manage().deleteAllCookies();
    }

    /** What axe finds wrong with the page, a line each. */
    @SuppressWarnings("unchecked")
    List<String> violations() {
        driver.executeScript(axe);
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document).then(
                    (found) => done(found.violations.map((one) =>
                        one.id + ": " + one.help + ": " + one.nodes.map((node) => node.html).join(" | "))),
                    (failure) => done([String(failure)]));
                """);
    }

    /** The whole page, however long. */
    void picture(Path file) throws IOException {
        Number height = (Number) driver.executeScript("return document.documentElement.scrollHeight");
        Number width = (Number) driver.executeScript("return window.innerWidth");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    private <T> T await(Function<ChromeDriver, T> look, String what) {
        AtomicReference<T> found = new AtomicReference<>();
        boolean so = Patience.HERE.until(
                () -> {
                    try {
                        found.set(look.apply(driver));
                        return true;
                    } catch (NoSuchElementException | StaleElementReferenceException notYet) {
                        return false;
                    } catch (WebDriverException left) {
                        // What Chromium's inspector says of an element whose page has just been left.
                        if (String.valueOf(left.getMessage()).contains("does not belong to the document")) {
                            return false;
                        }
                        throw left;
                    }
                },
                PATIENCE,
                PAUSE,
                what);
        if (!so) {
            throw new AssertionError("no " + what + " on " + driver.getCurrentUrl() + ": "
                    + driver.findElement(By.tagName("body")).getText());
        }
        return Objects.requireNonNull(found.get());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
