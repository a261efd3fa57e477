package io.flangular.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.Installation;
import io.flangular.domain.DomainException;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.user.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

class ReadAuditServiceTest {
    private static final AuditSearch EVERYTHING = new AuditSearch("", Set.of(), null, null, 10);

    private final Installation all = new Installation();
    private final ReadAuditService service = new ReadAuditService(all.log);

    @Test
    void administratorsReadTheLog() {
        all.begin(all.add("ada", Role.EDITOR));

        AuditPage page = service.read(new Caller(1, "Root", Role.ADMINISTRATOR.permissions()), EVERYTHING)
                .block();

        assertThat(page.entries()).extracting(entry -> entry.event().kind()).containsExactly(Kind.LOGGED_IN);
        assertThat(page.entries().get(0).actor()).isEqualTo("ada <ada@example.org>");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void othersDoNot(Role role) {
        StepVerifier.create(service.read(new Caller(1, "Ada", role.permissions()), EVERYTHING))
                .verifyError(DomainException.NotAllowed.class);
    }
}
