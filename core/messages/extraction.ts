/** What an uploader reads about a file that was read: warnings beside its preview. [Chinese, English] */
export const EXTRACTION_MESSAGES = {
  extraction_no_label_sections: [
    '没有识别出说明书的章节标题（如【适应症】【用法用量】）。请确认文件是说明书全文，且文件类型选择正确。',
    'No label headings were recognised. Check that this is a whole label and that its kind is right.',
  ],
  extraction_missing_section: [
    '说明书中没有找到{sections}。请确认文件是否完整。',
    'The label has no {sections}. Check that the file is complete.',
  ],
  extraction_product_not_found: [
    '文件中没有出现产品名称“{product}”。请确认产品选择正确。',
    'The product name “{product}” does not occur in the file. Is this the right product?',
  ],
  extraction_little_text: [
    '文件中的文字很少，请核对预览是否完整。',
    'There is very little text in the file. Check the preview.',
  ],
  extraction_page_without_text: [
    '第{page}页没有读出文字，请核对。',
    'No text could be read on page {page}. Check it against the file.',
  ],
  extraction_low_confidence_ocr: [
    '第{page}页的文字由扫描图像识别，可能有误：批准前必须将剂量等所有数字与原件逐一核对。',
    'The text of page {page} was recognised from a picture and may be wrong. Compare every number with the original before approval.',
  ],
  extraction_poor_scan: [
    '第{page}页扫描质量差（识别把握约{detail}），文字和数字很可能有误：请重新扫描（300 dpi）或上传带文字的版本。',
    'Page {page} is a poor scan (recognised with a confidence of about {detail}): words and numbers are probably wrong. Scan it again at 300 dpi or upload a version with text.',
  ],
  extraction_broken_characters: [
    '部分字符无法读取，请核对预览。',
    'Some characters could not be read. Check the preview.',
  ],
  extraction_table_uncertain: [
    '第{page}页的表格结构不确定，请核对行列。',
    'The structure of a table on page {page} is uncertain. Check its rows and columns.',
  ],
  extraction_part_skipped: ['文件的一部分没有读取：{detail}', 'A part of the file was not read: {detail}'],
  extraction_macros_ignored: ['文件中的宏已忽略。', 'The macros in the file were ignored.'],
  extraction_truncated: [
    '文件过长，只读取了一部分：{detail}',
    'The file is too long; a part of it was not read: {detail}',
  ],
  extraction_dosage: ['【用法用量】', 'dosage section'],
  extraction_contraindications: ['【禁忌】', 'contraindications section'],
  extraction_indications: ['【适应症】', 'indications section'],
} as const
