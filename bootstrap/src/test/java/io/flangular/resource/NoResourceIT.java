package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.resource.Resource;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that has removed the example and has no resource of its own yet. */
class NoResourceIT {

    @Test
    void theApplicationStartsWithoutAnyResource() {
        try (RunningApplication application = RunningApplication.start(WithoutResources.class)) {
            assertThat(application.context().getBeansOfType(Resource.class)).isEmpty();
            TestClient client = TestClient.signedIn(application);
            assertThat(client.get("/").statusCode()).isEqualTo(200);
            assertThat(client.get("/api/openapi.json").body())
                    .contains("/api/session")
                    .doesNotContain("/api/eval/");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutResources {
        @Bean
        static BeanDefinitionRegistryPostProcessor removeResources() {
            return new BeanDefinitionRegistryPostProcessor() {
                @Override
                public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
                    ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
                    for (String name : beans.getBeanNamesForType(Resource.class, true, false)) {
                        registry.removeBeanDefinition(name);
                    }
                }
            };
        }
    }
}
