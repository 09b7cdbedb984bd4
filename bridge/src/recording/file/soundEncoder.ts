/** Bytes for the end of a file: `skip` zero bytes, which need not be written, and then `bytes`. */
export interface Piece {
	skip: number;
	bytes: Uint8Array;
}

/** What is left to do once all sound is in the file. */
export interface LastPiece extends Piece {
	/** Written over the beginning of the file. */
	head?: Uint8Array;
}

/** Makes the bytes of a sound file from stereo samples, one step at a time. A step that fails ends it. */
export interface SoundEncoder {
	/** What the file begins with. */
	begin(): Promise<Uint8Array>;
	/**
	 * @param silence samples of each channel that were lost before these
	 * @param samples interleaved; taken over
	 */
	encode(silence: number, samples: Int16Array): Promise<Piece>;
	/** `silence`: samples of each channel that were lost at the end. */
	finish(silence: number): Promise<LastPiece>;
	/** Gives up: nothing more will be asked. */
	drop(): void;
}
