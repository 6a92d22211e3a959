;;; coopq.el --- M-x coopq: search with coopq, and visit what it finds  -*- lexical-binding: t -*-

;; Copy it into a folder of `load-path' and put (require 'coopq) into the init file.  In the buffer of results
;; RET visits the notice under the cursor, M-g n and M-g p the next and the previous one, and g asks again.

;;; Code:

(require 'compile)

(defgroup coopq nil "Search with coopq." :group 'tools)

(defcustom coopq-command '("coopq")
  "The program and its first options, such as (\"coopq\" \"-i\" \"fonds\")."
  :type '(repeat string))

;; A tab stands between the columns: no path that is printed holds one, while colons and blanks are common.
(defconst coopq--hit '("^\\([^\t\n]+\\)\t\\([0-9]+\\)\t" 1 2)
  "How `compilation-error-regexp-alist' finds the path and the line of a result.")

;; An exit code of 1 is no failure.
(defun coopq--how-it-ended (status code message)
  "What is said at the end.
STATUS, CODE and MESSAGE are those of `compilation-exit-message-function'."
  (if (and (eq status 'exit) (eql code 1))
      '("found nothing\n" . "no match")
    (cons message code)))

(define-compilation-mode coopq-mode "coopq"
  "The notices that coopq has found."
  (setq-local compilation-error-regexp-alist (list coopq--hit))
  ;; what is found is no error, although it is visited as one
  (setq-local compilation-error-face 'compilation-info)
  (setq-local compilation-exit-message-function #'coopq--how-it-ended)
  (setq-local compilation-disable-input t))

;;;###autoload
(defun coopq (query)
  "Ask coopq for QUERY and list what it finds."
  (interactive "sQuery: ")
  (let ((words (append coopq-command
                       (list "-n" "1000" "--paths=absolute" "--tsv"
                             "--fields=path,line,title,director,year" "--" query))))
    ;; coopq writes UTF-8 whatever the locale is
    (let ((coding-system-for-read 'utf-8-unix)
          (locale-coding-system 'utf-8-unix))
      (compilation-start (mapconcat #'shell-quote-argument words " ") #'coopq-mode))))

(provide 'coopq)
;;; coopq.el ends here
