package io.flangular.domain.user;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The base of contracts of ports whose rows belong to users: three users without any rows. */
public abstract class OfUsersContract {
    private List<Long> ids;

    /** The ids of three users that exist, as soon as nothing is kept of anybody; they matter only where users are stored. */
    protected List<Long> freshUsers() {
        return List.of(1L, 2L, 3L);
    }

    @BeforeEach
    void findUsers() {
        ids = freshUsers();
    }

    /** The id of one of them. */
    protected final long userId() {
        return ids.get(0);
    }

    /** The id of another one. */
    protected final long otherUserId() {
        return ids.get(1);
    }

    /** The id of the third. */
    protected final long thirdUserId() {
        return ids.get(2);
    }
}
