package dev.switchboard.access;

/**
 * Who speaks to us.
 *
 * @param hash SHA-256 of the token, 64 hexadecimal digits in lower case
 * @param account the one account that the key sees
 */
public record ApiKey(String hash, String name, String account, Role role) {}
