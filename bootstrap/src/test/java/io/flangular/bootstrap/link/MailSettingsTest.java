package io.flangular.bootstrap.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailSettingsTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class));

    @Test
    void allTimeoutsOfTheMailServerAreSet() {
        application
                .withPropertyValues("spring.mail.host=mail.example.org")
                .run(context -> assertThat(
                                context.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                        .allSatisfy((name, millis) ->
                                assertThat(Integer.parseInt((String) millis)).isBetween(1, 10_000))
                        .containsKeys(Stream.of("smtp", "smtps")
                                .flatMap(protocol -> Stream.of("connectiontimeout", "timeout", "writetimeout")
                                        .map(which -> "mail." + protocol + "." + which))
                                .toArray()));
    }

    @Test
    void withoutAMailServerThereIsNoSender() {
        application.run(context -> assertThat(context).doesNotHaveBean(JavaMailSender.class));
    }
}
