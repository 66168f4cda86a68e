package dev.switchboard.mission.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a strategy must know again when it decides the next time: lists of targets, by position, under names of its own.
 */
public record Memory(Map<String, List<Integer>> lists) {

    public static final Memory NOTHING = new Memory(Map.of());

    public Memory {
        Map<String, List<Integer>> copy = new TreeMap<>();
        if (lists != null) {
            lists.forEach((name, positions) -> copy.put(name, List.copyOf(positions)));
        }
        lists = Collections.unmodifiableMap(copy);
    }

    /** Empty if nothing is remembered under that name. */
    public List<Integer> under(String name) {
        return lists.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return !under(name).isEmpty();
    }

    /** The same with that list instead; an empty one is forgotten. */
    public Memory with(String name, List<Integer> positions) {
        Map<String, List<Integer>> changed = new TreeMap<>(lists);
        if (positions.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, positions);
        }
        return new Memory(changed);
    }

    /** The same with one more in that list. */
    public Memory adding(String name, int position) {
        List<Integer> longer = new ArrayList<>(under(name));
        longer.add(position);
        return with(name, longer);
    }

    public Memory without(String name) {
        return with(name, List.of());
    }
}
