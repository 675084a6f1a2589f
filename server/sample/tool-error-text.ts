/** What the OpenAI Agents SDK answers the model where a tool raises this error. */
export function toolErrorText(error: string): string {
  return `An error occurred while running the tool. Please try again. Error: ${error}`;
}
