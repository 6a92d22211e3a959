" coopq.vim - :Coopq QUERY puts what coopq finds on the quickfix list; :cnext, :cprevious and Enter in its window
" go there. Copy it into ~/.vim/plugin/ (Neovim: ~/.config/nvim/plugin/).
"
" g:coopq_command, a list, holds other options: let g:coopq_command = ['coopq', '-i', 'fonds']
if exists('g:loaded_coopq')
	finish
endif
let g:loaded_coopq = 1

" A tab stands between the columns, and no path that is printed holds one: colons, blanks and whatever else are
" left as they are, in any 'encoding'. The words of the query go through no pattern of Vim's.
function! s:Coopq(query) abort
	let l:command = get(g:, 'coopq_command', ['coopq']) + ['-n', '1000', '--paths=absolute', '--ok-if-none',
		\ '--tsv', '--fields=path,line,title,director,year', '--', a:query]
	let l:messages = tempname()
	let l:lines = systemlist(join(map(l:command, 'shellescape(v:val)')) . ' 2>' . shellescape(l:messages))
	let l:failed = v:shell_error
	let l:said = filereadable(l:messages) ? readfile(l:messages) : []
	call delete(l:messages)
	if l:failed
		echohl ErrorMsg | echomsg get(l:said, 0, 'coopq: ' . l:failed) | echohl None
		return
	endif
	let l:items = []
	for l:line in l:lines
		let [l:path, l:lnum; l:about] = split(l:line, "\t", 1)
		call add(l:items, {'filename': l:path, 'lnum': str2nr(l:lnum),
			\ 'text': join(filter(l:about, 'v:val != ""'), ', ')})
	endfor
	call setqflist([], ' ', {'items': l:items, 'title': 'coopq ' . a:query})
	for l:line in l:said
		echomsg l:line
	endfor
	if empty(l:items)
		echomsg 'coopq: nothing found'
	else
		copen
	endif
endfunction

command! -nargs=+ Coopq call s:Coopq(<q-args>)
