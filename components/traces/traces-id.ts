/** Id of the list of traces, or of what stands in its place: the keyboard is led there. */
export const tracesId = 'traces';
