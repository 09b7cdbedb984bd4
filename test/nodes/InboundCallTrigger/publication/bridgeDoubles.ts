/** What publication asks of the rest of the trigger: whether a bridge answers while n8n does not, and its version. */
export const fallbackAnswerUrl = jest.fn<Promise<string | null>, []>();
export const assertBridgeUnderstandsTokens = jest.fn<Promise<void>, []>();

/** Without a bridge. */
export function noBridge(): void {
	fallbackAnswerUrl.mockReset().mockResolvedValue(null);
	assertBridgeUnderstandsTokens.mockReset().mockResolvedValue();
}
