package dev.switchboard.scheduler.application;

/** Tells the sweepers that there may be something to do. Cheap; may be called for nothing. */
public interface Wake {

    /** A slot is free, or a call is due. */
    void placing();

    /** An attempt must be looked at. */
    void lookUps();

    /** Something is to be done with a live call. */
    void commands();

    /** A call is no longer wanted. */
    void tidying();
}
