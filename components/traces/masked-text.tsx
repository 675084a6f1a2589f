/** Text whose ids, numbers and paths were masked as ‹id›, ‹n›, …: the masks stand out. */
export function MaskedText({ text }: { text: string }) {
  let at = 0;
  return text.split(/(‹[^›]*›|<[a-z]+>)/).map((part) => {
    const start = at;
    at += part.length;
    return /^[‹<].*[›>]$/.test(part) ? (
      <b key={start} className="font-semibold">
        {part}
      </b>
    ) : (
      part
    );
  });
}
