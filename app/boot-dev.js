
// While developing (`cargo xtask dev` appends this to boot.js): load the page again when the build
// tool has built something new, or when the server was away and is back.
{
  let seen;
  let away = false;
  const look = async () => {
    try {
      const answer = await fetch("/assets/dev-stamp.txt", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const stamp = await answer.text();
      if (away || (seen !== undefined && seen !== stamp)) {
        location.reload();
        return;
      }
      seen = stamp;
    } catch {
      away = true;
    }
    setTimeout(look, 700);
  };
  look();
}
