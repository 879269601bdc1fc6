-- A long-lived pandoc: one JSON request a line in, one JSON answer a line out. Run by `pandoc lua worker.lua FILTERS`.
-- It knows no sources and no outputs: trees and options come in, trees and files go out.

local filters_folder = arg[1]
local loaded = {}

--- Say that the request cannot be answered; the text reaches the caller.
local function refuse(message)
  error(message, 0)
end

--- Return the filter of that name: a file that returns one filter table, or a list of them applied in turn.
local function filter_of(name)
  if not loaded[name] then
    if not name:match('^[a-z][a-z0-9-]*$') then refuse('no filter is called "' .. name .. '"') end
    local filter = dofile(filters_folder .. '/' .. name .. '.lua')
    loaded[name] = filter[1] and filter or { filter }
  end
  return loaded[name]
end

--- Put exactly the images given into the mediabag, so that no writer can reach another file.
local function fill_mediabag(images)
  pandoc.mediabag.empty()
  for _, image in ipairs(images or {}) do
    local file = assert(io.open(image.path, 'rb'))
    pandoc.mediabag.insert(image.name, image.type, file:read('a'))
    file:close()
  end
end

--- Refuse a tree with an image that was not given: the writer would fetch it from the disk or the network.
local function check_images(doc)
  doc:walk({
    Image = function(image)
      if not pandoc.mediabag.lookup(image.src) then refuse('the image was not given: ' .. image.src) end
    end,
  })
end

local function writer_options(format, given)
  local options = {}
  for key, value in pairs(given or {}) do options[key] = value end
  options.columns = options.columns or 72
  if options.template == 'default' then options.template = pandoc.template.default(format) end
  if options.template then options.template = pandoc.template.compile(options.template) end
  return pandoc.WriterOptions(options)
end

local function write_one(doc, wanted, options)
  FORMAT = wanted.format
  if wanted.filter then
    for _, filter in ipairs(filter_of(wanted.filter)) do doc = doc:walk(filter) end
  end
  if wanted.to and wanted.may_show then check_images(doc) end
  local written = pandoc.write(doc, wanted.format, options or writer_options(wanted.format, wanted.options))
  if not wanted.to then return written end
  local file = assert(io.open(wanted.to, 'wb'))
  file:write(written)
  file:close()
  return ''
end

local operations = {}

function operations.read(request)
  local doc = pandoc.read(request.text, request.format, pandoc.ReaderOptions({ columns = 72 }))
  return pandoc.write(doc, 'json')
end

function operations.write(request)
  fill_mediabag(request.images)
  local doc = pandoc.read(request.tree, 'json')
  local written = {}
  local has_image = request.tree:find('"Image"', 1, true)
  for _, wanted in ipairs(request.outputs) do
    wanted.may_show = has_image or wanted.filter
    written[#written + 1] = write_one(doc, wanted)
  end
  return written
end

function operations.pieces(request)
  fill_mediabag({})
  local written = {}
  local options = writer_options(request.output.format, request.output.options)
  for _, tree in ipairs(request.trees) do written[#written + 1] = write_one(pandoc.read(tree, 'json'), request.output, options) end
  return written
end

function operations.cite(request)
  local meta = pandoc.read(request.references, 'csljson').meta
  meta.csl = request.style
  meta.lang = request.language
  local blocks = {}
  for _, id in ipairs(request.ids) do
    local citation = pandoc.Citation(id, 'NormalCitation')
    blocks[#blocks + 1] = pandoc.Div({ pandoc.Plain({ pandoc.Cite({ pandoc.Str(id) }, { citation }) }) }, pandoc.Attr('cite-' .. id))
  end
  return pandoc.write(pandoc.utils.citeproc(pandoc.Pandoc(blocks, meta)), 'json')
end

local function answer(line)
  local request = pandoc.json.decode(line, false)
  return operations[request.op](request)
end

local function reason(failure)
  return (tostring(failure):gsub('\nstack traceback:.*', ''))
end

for line in io.lines() do
  local done, result = pcall(answer, line)
  local reply = done and { result = result } or { error = reason(result) }
  io.stdout:write(pandoc.json.encode(reply), '\n')
  io.stdout:flush()
end
