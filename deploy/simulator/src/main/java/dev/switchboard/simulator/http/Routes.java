package dev.switchboard.simulator.http;

/** Where an API family puts its routes. Paths are written as in the OpenAPI document. */
interface Routes {

    /** Answers one route. */
    @FunctionalInterface
    interface Route {
        Answer answer(Asked asked);
    }

    void on(String method, String path, Route route);

    default void get(String path, Route route) {
        on("GET", path, route);
    }

    default void post(String path, Route route) {
        on("POST", path, route);
    }

    default void put(String path, Route route) {
        on("PUT", path, route);
    }

    default void patch(String path, Route route) {
        on("PATCH", path, route);
    }

    default void delete(String path, Route route) {
        on("DELETE", path, route);
    }
}
