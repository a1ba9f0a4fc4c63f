// Opened from a disk, a folder shows its list of files: links to folders lead to the page in them.
if (location.protocol === "file:") {
  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  }, true);
}
