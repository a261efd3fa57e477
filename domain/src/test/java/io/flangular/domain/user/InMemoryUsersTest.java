package io.flangular.domain.user;

class InMemoryUsersTest extends UsersContract {
    @Override
    protected Users emptyUsers() {
        return new InMemoryUsers();
    }
}
