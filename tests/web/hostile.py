"""Text that would run as a script, load something from outside or break the page, were it taken for markup."""

from __future__ import annotations

HOSTILE = (
    "<script>window.hacked=1</script><img src=x onerror='window.hacked=2'> **粗** [链](http://outside.example/a) "
    "![图](http://outside.example/b.png) ${window.hacked=3} `${Object.assign(window,{hacked:4})}` "
    "\\x3cimg src=x onerror=window.hacked=5\\x3e "
    "{{value}} $$x^2$$ </div></template>\n\n# 标题\n\n<iframe src='http://outside.example/c'></iframe>"
)
