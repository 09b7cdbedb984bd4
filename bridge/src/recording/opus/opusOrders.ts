/** What the thread for Opus is told to do. Orders of one recording are answered in their order. */
export type OpusOrder = { recording: number } & (
	| { step: 'begin'; sampleRate: number; serial: number }
	| { step: 'encode'; silence: number; samples: Int16Array }
	| { step: 'finish'; silence: number }
	/** Not answered. */
	| { step: 'drop' }
);

/** Its answer: bytes for the file, or why there are none. */
export type OpusAnswer = { recording: number } & ({ bytes: Uint8Array } | { error: string });
