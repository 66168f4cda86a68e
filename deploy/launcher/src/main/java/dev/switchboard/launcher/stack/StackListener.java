package dev.switchboard.launcher.stack;

/** Is told, on any thread, what happens to a running stack. */
public interface StackListener {

    /** A part died and has been started again. */
    void restarted(Part part, String how);

    /** The stack cannot go on. */
    void failed(StackFailedException failure);
}
