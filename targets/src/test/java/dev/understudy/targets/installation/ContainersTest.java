package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainersTest {

    private static final String INSPECTED = """
            [{"Name": "/acme-odoo-1",
              "State": {"Status": "running", "Pid": 4711},
              "HostConfig": {"RestartPolicy": {"Name": "always", "MaximumRetryCount": 0}},
              "Mounts": [{"Type": "volume", "Source": "/var/lib/docker/volumes/acme_web/_data", "Destination": "/var/lib/odoo"},
                         {"Type": "bind", "Source": "/srv/acme/files", "Destination": "/var/lib/odoo/filestore"}],
              "NetworkSettings": {"Ports": {"8069/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8169"}], "8072/tcp": null},
                                  "Networks": {"acme_default": {"IPAddress": "172.18.0.3", "Aliases": ["odoo"]}}}}]
            """;

    @Test
    void anEngineTellsWhereWhatAContainerSeesIsOnThisMachine() {
        Containers.Running odoo = Containers.read("docker", INSPECTED).getFirst();

        assertThat(odoo.name()).isEqualTo("acme-odoo-1");
        assertThat(odoo.pid()).isEqualTo(4711);
        assertThat(odoo.restart()).isEqualTo("always");
        assertThat(odoo.addresses()).containsExactly("172.18.0.3");
        assertThat(odoo.published()).isEqualTo(Map.of(8069, 8169));
        assertThat(odoo.here("/var/lib/odoo/sessions")).contains("/var/lib/docker/volumes/acme_web/_data/sessions");
        assertThat(odoo.here("/var/lib/odoo/filestore/acme")).contains("/srv/acme/files/acme");
        assertThat(odoo.here("/var/lib/odoo-other")).isEmpty();
    }

    @Test
    void whatIsNoAnswerOfAnEngineTellsOfNone() {
        assertThat(List.of("", "Cannot connect to the Docker daemon", "[]"))
                .allSatisfy(said -> assertThat(Containers.read("docker", said)).isEmpty());
    }

    @Test
    void aContainerThatDoesNotRunHereIsRefused() {
        Containers containers = new Containers(new LocalHost("local", CommandLog.NONE));

        assertThatThrownBy(() -> containers.named("nobody-runs-this"))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo("follow.container-away"));
    }
}
