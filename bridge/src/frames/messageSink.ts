/**
 * Whoever takes the messages of a connection. **A payload is a view into memory that is read into again: it is valid during the call
 * only.** `more` is true when bytes of the same read follow; then `onReadEnd` comes when they are dealt with, so that what arrived
 * together can leave together.
 */
export interface MessageSink {
	onText(payload: Buffer, more: boolean): void;
	onBinary(payload: Buffer, more: boolean): void;
	/** The end of a read in which a message was told that more follow. */
	onReadEnd?(): void;
}

/**
 * Whoever is asked first about a message that lies whole in a read, `bytes[start, end)`: what it takes is done with, anything else
 * goes the usual way, to the message sink. Valid during the call only.
 */
export interface Shortcut {
	/**
	 * @param bytes text that nobody has looked at yet
	 * @returns true when it was taken, which may be only when it is sure to be UTF-8 (RFC 6455 §8.1)
	 */
	takeText(bytes: Buffer, start: number, end: number): boolean;
	/**
	 * @param more as in MessageSink, whose `onReadEnd` comes
	 * @returns true when it was taken
	 */
	takeBinary(bytes: Buffer, start: number, end: number, more: boolean): boolean;
}
