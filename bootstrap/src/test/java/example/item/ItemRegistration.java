package example.item;

import io.flangular.domain.resource.Resource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers items, in tests that ask for it. */
@Configuration(proxyBeanMethods = false)
public class ItemRegistration {

    @Bean
    Resource<Item> item() {
        return Resource.of("item", Item.class);
    }
}
