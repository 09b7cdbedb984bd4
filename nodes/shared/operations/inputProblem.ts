/** What is wrong with what the user gave: found before any request is sent. The router makes n8n's error of it. */
export class InputProblem extends Error {
	/**
	 * @param message what is wrong, naming the field by its label in single quotes
	 * @param description how to put it right
	 */
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
	}
}
