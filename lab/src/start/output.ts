/** Where the start command writes. stdout carries the conversation, or only the JSON; all else goes to stderr. */
export class Output {
	private readonly startedAt = Date.now();

	constructor(
		private readonly json: boolean,
		private readonly stdout: (text: string) => void = (text) => void process.stdout.write(text),
		private readonly stderr: (text: string) => void = (text) => void process.stderr.write(text),
	) {}

	/** A line of the conversation, or of what the user needs to know when it is over. */
	line(text: string): void {
		(this.json ? this.stderr : this.stdout)(`${text}\n`);
	}

	/** A line about how far things are, with the seconds since the start. */
	progress(text: string): void {
		const seconds = ((Date.now() - this.startedAt) / 1000).toFixed(1);
		this.stderr(`[${seconds.padStart(6)} s] ${text}\n`);
	}

	/** The one JSON object; nothing without `--json`. */
	result(value: unknown): void {
		if (this.json) this.stdout(`${JSON.stringify(value)}\n`);
	}

	/** Why something did not work, in a sentence. */
	failure(text: string): void {
		this.stderr(`${text}\n`);
	}
}
