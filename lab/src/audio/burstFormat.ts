/**
 * The modem burst that carries an utterance's text: Bell 202 tones, 1200 bits per second, bytes as
 * a UART sends them (start bit, eight data bits lowest first, stop bit), 120 bytes per second:
 *
 *   leader (steady mark) | start byte | text in UTF-8 | end byte | CRC-16 of the text, high byte
 *   first | trailer (steady mark)
 */

export const BITS_PER_SECOND = 1200;

/** A one, and the idle line. */
export const MARK_HZ = 1200;

/** A zero. */
export const SPACE_HZ = 2200;

/** 50 ms. */
export const LEADER_BITS = 60;

/** 5 ms: the receiver's window has passed the last stop bit before the carrier fades. */
export const TRAILER_BITS = 6;

/** The start and the end byte never occur in UTF-8, so that any text goes through unescaped. */
export const START_OF_TEXT = 0xf5;
export const END_OF_TEXT = 0xfa;
