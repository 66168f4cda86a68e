package dev.switchboard.notifier.domain;

/** Something to be sent through one channel. */
public sealed interface Message
        permits Message.Notice, Message.Announcement, Message.Card, Message.Reply, Message.Form, Message.Silence {

    <T> T as(Kind<T> kind);

    /** What is done with each kind. */
    interface Kind<T> {
        T notice(Notice notice);

        T announcement(Announcement announcement);

        T card(Card card);

        T reply(Reply reply);

        T form(Form form);

        T silence(Silence silence);
    }

    /** Tells what became of a run. */
    record Notice(NoticeText text) implements Message {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.notice(this);
        }
    }

    /**
     * The first half of a question: the message that rings, without anything to decide on. Its answer gives the
     * reference that the second half needs. If that answer is lost, the announcement is made again, and the first one
     * stays without buttons: nobody is ever asked twice.
     */
    record Announcement(CardText text) implements Message {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.announcement(this);
        }
    }

    /**
     * Makes the announced message show how the approval stands now, with buttons while it is open. Repeating it does no
     * harm.
     */
    record Card(String sentTo, String reference, CardText text) implements Message {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.card(this);
        }
    }

    /** Answers one person. */
    record Reply(ReturnAddress to, String text) implements Message {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.reply(this);
        }
    }

    /** Opens a form in which one person changes the shortlist. */
    record Form(String trigger, String place, ChangeForm form) implements Message {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.form(this);
        }
    }

    /** There is nothing to send any more. */
    record Silence() implements Message {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.silence(this);
        }
    }
}
